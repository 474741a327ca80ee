"""`webkit handles`: one name that fits every network this business needs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from kit.base.errors import Exit
from kit.cli.options import AGAIN, examples, here


@click.command(epilog=examples("webkit handles my-business --network instagram --network bluesky"))
@here
@click.option(
    "--network",
    "networks",
    multiple=True,
    metavar="NETWORK",
    help=f"Fit this network instead of those of your plan {AGAIN}.",
)
def command(*, folder: Path | None, networks: tuple[str, ...]) -> int:
    """Propose handles made from your name that fit every picked network and the five largest, with where they differ and what to watch for.

    Nothing is asked on the web: whether a name is free only the network's own form can say.
    """
    from kit.cli.project import open_project
    from kit.networks.catalogue import find_network
    from kit.profiles.plan_of_handles import handle_plan
    from kit.profiles.verdicts import sheets_for

    project = open_project(folder)
    wanted = tuple(find_network(each) for each in networks) or sheets_for(
        project.business, project.trade, _choice(project.business, project.trade)
    )
    for line in _lines(handle_plan(project.business, project.trade, wanted)):
        click.echo(line)
    return Exit.DONE


def _choice(business: Any, trade: Any) -> Any:
    from kit.plan.choice import choose
    from kit.plan.model import load_model
    from kit.plan.owner import owner_of

    model = load_model()
    return choose(owner_of(business, trade, model), model)


def _lines(plan: dict[str, Any]) -> Iterator[str]:
    if plan["there"]:
        yield click.style("What you have", bold=True)
        yield from (f"  {each['network']}: {each['handle']}" for each in plan["there"])
        yield ""
    yield from (f"Careful: {each}" for each in plan["warnings"])
    yield click.style("What fits", bold=True)
    if plan["on"]:
        yield textwrap.fill(
            f"on {plan['on']}: your networks and the five largest.",
            80,
            initial_indent="  ",
            subsequent_indent="  ",
        )
    for each in plan["proposals"]:
        differs = [
            f"{row['network']}: {row['problem'] or row['handle']}{' (yours already)' if row['yours'] else ''}"
            for row in each["rows"]
            if not row["same"]
        ]
        same = sum(row["same"] for row in each["rows"])
        yield f"  {each['handle']:24} the same on {same} of {len(each['rows'])}"
        yield from (f"  {'':24} differs on {line}" for line in differs)
        yield from (f"  {'':24} watch: {line}" for line in each["warnings"])
    yield "Whether one is free, only the network's own sign-up form can say."
