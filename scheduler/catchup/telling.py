"""Why a need cannot be had, or not in order, and what to try: in sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from scheduler.catchup.diary import Diary, precedes
from scheduler.catchup.offers import disorder, offers_of
from scheduler.domain.catching_up import Bar, Hindrance, Need, NeedStatus, Offer, Settled, Sitting
from scheduler.domain.centre import Room
from scheduler.text import _, plural
from scheduler.text.phrases import HALVES, hours, short_day

MOST = 4
"""Groups that a sentence names for one cause."""


def barred(need: Need, offer: Offer, others: Iterable[tuple[Need, Offer]]) -> Offer:
    """Return an offer, with the lesson in its way that is to be had instead at its time."""
    if not offer.possible:
        return offer
    for other, chosen in others:
        for sitting in offer.sittings:
            for taken in chosen.sittings:
                day, site = taken.lesson.day, taken.site
                if taken.moment == sitting.moment or (day == sitting.lesson.day and site != sitting.site):
                    said = _("{module} {part} is to be had on {when} with {group}").format(
                        module=other.module.id,
                        part=f"{taken.position}/{taken.of}",
                        when=_when(taken),
                        group=taken.group,
                    )
                    return replace(offer, hindrances=(Hindrance(Bar.TAKEN, said),))
    return offer


def why(settled: Settled, since: date) -> str:
    """Return why a need cannot be had, or not in order, in a sentence; nothing if it can."""
    need, offers = settled.need, settled.offers
    if settled.verdict is NeedStatus.HAD:
        return ""
    if settled.chosen is not None:
        reason = next((x.said for x in settled.chosen.disorder), "")
        others = [x for x in offers if x.sittings != settled.chosen.sittings]
        order = _("cannot be had in order, but {reason}").format(reason=reason)
        return _("; ").join((order, *_causes(others, since, alone=False)))
    if not offers and not settled.elsewhere:
        return _("no other group has {module}").format(module=need.module.id)
    told = _causes(offers, since)
    if settled.elsewhere:
        groups = [f"{group} ({hours(amount)})" for group, amount in settled.elsewhere]
        told.append(
            _("other hours than the {hours} of {module}: {groups}").format(
                hours=hours(need.module.hours), module=need.module.id, groups=_few(groups)
            )
        )
    return _("; ").join(told) or _("not found in the time there was")


def _causes(offers: Sequence[Offer], since: date, alone: bool = True) -> list[str]:
    """Return the causes that keep offers from being had, each with its groups and their half-days.

    Parameters
    ----------
    alone
        True if these are all the offers that there are.
    """
    found: dict[str, list[Sitting]] = {}
    over: list[Sitting] = []
    for offer in offers:
        first = offer.sittings[0]
        cause = next(iter((*offer.hindrances, *offer.disorder)), None)
        if cause is None:
            continue
        if cause.bar is Bar.OVER:
            over.append(first)
        else:
            found.setdefault(cause.said, []).append(first)
    told = [
        _("{cause}: {groups}").format(cause=said, groups=_few([f"{x.group} ({_when(x)})" for x in sittings]))
        for said, sittings in found.items()
    ]
    if over:
        last = max(over, key=lambda x: x.moment)
        message = (
            _("no other group has it from {since} on: the last was {group} ({when})")
            if alone and len(over) == len(offers)
            else plural(
                "over with {count} other group: {group} ({when})",
                "over with {count} other groups, the last being {group} ({when})",
                len(over),
            )
        )
        told.append(
            message.format(since=short_day(since), group=last.group, when=_when(last), count=len(over))
        )
    return told


def _few(names: Sequence[str]) -> str:
    told, more = ", ".join(names[:MOST]), len(names) - MOST
    if more > 0:
        told += " " + plural("({count} more)", "({count} more)", more).format(count=more)
    return told


def _when(sitting: Sitting) -> str:
    return f"{short_day(sitting.lesson.day)} {_(HALVES[sitting.lesson.half])}"


def advice(diary: Diary, need: Need, offers: Sequence[Offer]) -> str:
    """Return what to try, for the cause that is easiest to mend."""
    causes = {
        offer.hindrances[0].bar: offer
        for offer in reversed(offers)
        if len(offer.hindrances) == 1 and not offer.disorder
    }
    if offer := causes.get(Bar.FULL):
        return _about_seats(diary, need, offer)
    for bar in (Bar.CLASH, Bar.PLACE, Bar.TAKEN):
        if offer := causes.get(bar):
            return _("Try to move that session of {group}: {command}").format(
                group=offer.sittings[0].group,
                command=f"scheduler repair … --move {offer.sittings[0].lesson.cohort}"
                f" {offer.sittings[0].lesson.day} …",
            )
    if Bar.DEADLINE in causes:
        return _("Try a session of {group} before the deadline, or ask for it to be put off.").format(
            group=causes[Bar.DEADLINE].sittings[0].group
        )
    return _("Try a lesson apart, or a place in a group that is still to start.")


def again(diary: Diary, need: Need, chosen: Offer) -> str:
    """Return which lessons attended in the own group would be in order if they were had once more, later.

    Nothing unless each of them can be had in another group after what is chosen.
    """
    broken = [
        ((need.module, mine), own)
        for mine in chosen.sittings
        for own in diary.attended
        if disorder((need.module, mine), own)
    ]
    if not all(precedes(mine, own) for mine, own in broken):
        return ""
    early = {own[1].moment: own for _mine, own in broken}
    end = chosen.sittings[-1].moment
    for module, sitting in early.values():
        whole = next(course.sittings for own, course in diary.own if own.id == module.id)
        wanted = Need(module, whole if module.one_session else (sitting,), (sitting,))
        if not any(x.possible and x.sittings[0].moment > end for x in offers_of(diary, wanted)):
            return ""
    days = sorted({day for day, _half in early})
    if not 0 < len(days) <= MOST:
        return ""
    return _("To keep the order, have {modules} once more with another group: {command}").format(
        modules=", ".join(dict.fromkeys(module.id for module, _sitting in early.values())),
        command=" ".join(f"{day}" for day in ("--missed", *days)),
    )


def _about_seats(diary: Diary, need: Need, offer: Offer) -> str:
    full = next(x for x in offer.sittings if x.left == 0)
    if full.largest is not None and full.size >= full.largest:
        return _("Try to have a learner of {group} come on another day: the module allows no more.").format(
            group=full.group
        )
    room = _roomier(diary, need, full)
    if room is not None:
        return _(
            "Try room {room} ({seats} seats), which is free then: put {group} there in calendar.xlsx, "
            "then “scheduler update”."
        ).format(room=room.id, seats=room.capacity, group=full.group)
    return _(
        "Try a room with more than {seats} seats for {group}, or to repair the plan so that one is free."
    ).format(seats=full.seats, group=full.group)


def _roomier(diary: Diary, need: Need, full: Sitting) -> Room | None:
    """Return the smallest room of the site, of a fit kind and free all day, that would hold one more."""
    day = full.lesson.day
    theirs = diary.instance.curriculum_of(diary.instance.cohort[full.lesson.cohort])
    kinds = {*need.module.rooms} & {*theirs.by_id[full.lesson.module].rooms}
    used = {x.room for x in diary.lessons if x.day == day}
    shut = {x.room for x in diary.instance.closures if x.room is not None and x.first <= day <= x.last}
    fit = [
        x
        for x in diary.instance.rooms
        if x.site == full.site and x.kind in kinds and x.capacity > full.size and x.id not in used | shut
    ]
    return min(fit, key=lambda x: x.capacity, default=None)
