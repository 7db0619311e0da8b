"""How votes count: order, passing, rejecting and early stop are four independent settings."""

from decimal import ROUND_CEILING, Decimal
from typing import Literal

from dougong_engine.approvals.ballot import Ballot, Vote
from dougong_engine.approvals.settings import Approval

Result = Literal["approved", "rejected"]


def needed(spec: Approval, ballot: Ballot) -> int:
    """How many approvals pass: by the rule over the assigned votes, and one more for every signer added beside."""
    base = sum(one.kind == "base" for one in ballot.votes)
    beside = sum(one.kind == "beside" for one in ballot.votes)
    return _share(spec.passing, spec.passing_ratio, base) + beside


def fatal(spec: Approval, ballot: Ballot) -> int:
    """How many rejections reject, out of the votes that count."""
    rule: Literal["any", "all", "ratio"] = "any" if spec.rejecting == "one" else spec.rejecting
    return _share(rule, spec.rejecting_ratio, len(counting(ballot)))


def counting(ballot: Ballot) -> tuple[Vote, ...]:
    """The votes of the assigned and of those added beside them; before- and after-signers guard one vote only."""
    return tuple(one for one in ballot.votes if one.kind in ("base", "beside"))


def result(spec: Approval, ballot: Ballot) -> Result | None:
    """What the votes so far amount to; None while it is open."""
    rejections = sum(one.verdict == "reject" for one in ballot.votes)
    approvals = sum(one.verdict == "approve" for one in counting(ballot))
    undecided = sum(one.verdict is None for one in counting(ballot))
    guards = any(one.kind == "after" and one.verdict is None for one in ballot.votes)
    over = undecided == 0 and not guards
    if (spec.early_stop or over) and rejections >= fatal(spec, ballot):
        return "rejected"
    if (spec.early_stop or over) and approvals >= needed(spec, ballot) and not guards:
        return "approved"
    if over or (spec.early_stop and approvals + undecided < needed(spec, ballot)):
        return "rejected"
    return None


def ready(spec: Approval, ballot: Ballot) -> tuple[Vote, ...]:
    """The votes whose holders can act now."""
    return tuple(one for one in ballot.votes if one.verdict is None and _may_act(spec, ballot, one))


def _may_act(spec: Approval, ballot: Ballot, vote: Vote) -> bool:
    """Before-signers come first, after-signers once their vote is cast, and in order one by one each waits its turn."""
    guarded = any(one.kind == "before" and one.of == vote.id and one.verdict is None for one in ballot.votes)
    if guarded:
        return False
    match vote.kind:
        case "base":
            return spec.order == "together" or not _earlier_open(ballot, vote)
        case "before":
            return True
        case "after":
            return vote.of is not None and ballot.vote(vote.of).verdict is not None
        case "beside":
            return True


def _earlier_open(ballot: Ballot, vote: Vote) -> bool:
    """True if an assigned vote before this one, or a signer added to it, is still undecided."""
    earlier = {one.id for one in ballot.votes if one.kind == "base" and one.id < vote.id}
    return any(
        one.verdict is None and (one.id in earlier or (one.of in earlier and one.kind == "after"))
        for one in ballot.votes
    )


def _share(rule: Literal["any", "all", "ratio"], ratio: Decimal | None, of: int) -> int:
    """How many of `of` a rule asks for: at least one, a ratio rounded up."""
    match rule:
        case "any":
            return 1
        case "all":
            return max(1, of)
        case "ratio":
            exact = (ratio or Decimal(1)) * of
            return max(1, int(exact.to_integral_value(rounding=ROUND_CEILING)))
