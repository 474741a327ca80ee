"""What all parts of the facts share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Facts(BaseModel):
    """What all parts share: frozen, and an unknown field is a mistake.

    Validators are built when they are first asked, once for the whole tree and not once more per part. The files
    of these models go without `from __future__ import annotations`: pydantic would have to evaluate all that text.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False, defer_build=True)
