"""How the members are spread over the branches, and whom a branch of a size has in its committee."""

from typing import NamedTuple

from orgwork.kit.demo.people import Person

from ..enums import PartyPost

FULL = (PartyPost.SECRETARY, PartyPost.DEPUTY, PartyPost.ORGANISATION, PartyPost.PUBLICITY, PartyPost.DISCIPLINE)
SMALL = (PartyPost.SECRETARY, PartyPost.ORGANISATION, PartyPost.PUBLICITY, PartyPost.DISCIPLINE)
SECRETARY_ONLY = 7
SMALL_BELOW = 14
PER_GROUP = 11
GROUPS_FROM = 18


class Leader(NamedTuple):
    """Somebody with a party post: a seat of a committee, and a member of the branch."""

    person: Person
    post: str
    work: str = ""
    group: str = ""


def posts_for(size, rng):
    """Posts of a branch's committee by its size (ORG-06, ORG-07): below seven members a secretary alone; one in ten has a gap."""
    if size < SECRETARY_ONLY:
        return (PartyPost.SECRETARY,)
    posts = SMALL if size < SMALL_BELOW else FULL
    return posts[:-1] if rng.random() < 0.1 else posts


def group_count(size):
    return min(4, size // PER_GROUP) if size >= GROUPS_FROM else 0


def shared_out(total, weights):
    """`total` split by `weights` into whole numbers that add up to it; each gets at least one while there are enough."""
    floor = 1 if total >= len(weights) else 0
    rest, whole = total - floor * len(weights), sum(weights)
    if rest < 0:
        return [int(n < total) for n in range(len(weights))]
    exact = [rest * weight / whole for weight in weights]
    found = [int(x) for x in exact]
    for at in sorted(range(len(exact)), key=lambda n: found[n] - exact[n])[: rest - sum(found)]:
        found[at] += 1
    return [floor + n for n in found]
