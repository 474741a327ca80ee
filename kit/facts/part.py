"""What all parts of the facts share."""

from __future__ import annotations

import os

from pydantic import BaseModel, ConfigDict

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
"""Other programs' plug-ins have no business with an owner's facts, and looking for one reads the description of every
installed package: 5 ms of each start. https://docs.pydantic.dev/latest/concepts/plugins/"""


class Facts(BaseModel):
    """What all parts share: frozen, and an unknown field is a mistake.

    Validators are built when they are first asked, once for the whole tree and not once more per part. The files
    of these models go without `from __future__ import annotations`: pydantic would have to evaluate all that text.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False, defer_build=True)
