"""What the library and the choice among its messages do over a term, for one simulated learner after the other.

    python -m benchmarks.platform.message_choice [--learners 400]

Prints when the first wording comes again, how often the most frequent one comes in a term of 168 messages, whether a
learner whom only examples help gets them, whether a message that is waved away gives way to one that helps, how soon a
learner who changes is followed, and what one choice costs. Each figure is a mean over learners with its 95 % interval,
or a quantile of them. Nothing here is measured on people.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from importlib import resources
from random import Random
from statistics import fmean, stdev

from attune.affect.causes import Cause, EvidenceKind
from attune.affect.decisions.moments import PastSupport
from attune.affect.limits import MessageResponse
from attune.affect.messages.choice import choose
from attune.affect.messages.experience import Experience
from attune.affect.messages.facts import Facts
from attune.affect.messages.library import Message, parse_library
from attune.affect.messages.message import Personal
from attune.affect.messages.strategies import Strategy
from attune.affect.practice.opportunities import Opportunity
from attune.training.evaluation.hardware import hardware

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
TERM = 168  # messages: two a day for a term, as in the simulation of 2026-11
REMEMBERED = 200  # moments that the platform looks back on
EVERYTHING = Facts(
    tries=3,
    wrong=2,
    right=4,
    minutes=12,
    rewinds=2,
    hints_opened=2,
    done=3,
    total=7,
    quiz_block=True,
    has_hint=True,
    has_example=True,
    has_easier=True,
    has_prerequisite=True,
    has_challenge=True,
    has_tutor=True,
    next_quiz=True,
    returned=True,
    handed_in=True,
    next_minutes=8,
    failed_before=2,
    due=True,
    days_low=3,
    class_share=60,
)
# A course with hints and a tutor, and little else; a learner who has just come.
LITTLE = Facts(
    tries=2, wrong=2, right=2, minutes=6, done=2, total=7, has_hint=True, has_tutor=True, failed_before=1, days_low=3
)
WHO = Personal("Mira", "Statistics", "Samples", "The bell", prerequisite="Counting")

Answers = Callable[[Message, int, Random], MessageResponse | None]
Items = Callable[[Message, int, Random], bool]
SKILL = "statistics/the-bell"


def messages_for(cause: Cause, facts: Facts, library: Sequence[Message]) -> list[Message]:
    """The candidates for a cause, as support finds them."""
    known = frozenset(WHO.values(facts))
    return [each for each in library if each.cause is cause and each.variables <= known and each.holds(facts)]


def live(
    causes: Sequence[Sequence[Message]], answers: Answers, rng: Random, items: Items | None = None
) -> list[Message]:
    """The messages that one learner gets.

    Args:
        causes: the candidates at each moment, some three hours apart.
        answers: what the learner makes of a message.
        rng: of everything that is drawn.
        items: whether the next item of the skill, an hour later, is right; None: none is answered.
    """
    moments: list[PastSupport] = []
    practised: list[Opportunity] = []
    shown: list[Message] = []
    for turn, candidates in enumerate(causes):
        now = NOW + timedelta(hours=3 * turn)
        choice = choose(
            candidates, "statistics", moments[-REMEMBERED:], Experience(), rng, now, opportunities=practised
        )
        if choice is None:
            continue
        message = choice.message
        response = answers(message, len(shown), rng)
        if items is not None:
            at, right = now + timedelta(hours=1), items(message, len(shown), rng)
            practised.append(Opportunity(SKILL, str(turn), "bell", "samples", at, right))
        shown.append(message)
        moments.append(
            PastSupport(
                now,
                message.cause,
                EvidenceKind.DID,
                True,
                skill=SKILL,
                message_id=message.id,
                strategy=message.strategy,
                response=response,
            )
        )
    return shown


def first_repeat(shown: Sequence[Message]) -> int:
    """The number of the first message whose words were said before, from 1; one more than all where none was."""
    seen: set[str] = set()
    for number, message in enumerate(shown, 1):
        if message.id in seen:
            return number
        seen.add(message.id)
    return len(shown) + 1


def mixed(message: Message, turn: int, rng: Random) -> MessageResponse | None:
    """A learner of the middle: every response now and then, and as often none."""
    return rng.choice(list(MessageResponse)) if rng.random() < 0.5 else None


def only_examples(message: Message, turn: int, rng: Random) -> MessageResponse:
    """A learner whom examples help, four times in five, and nothing else ever."""
    if message.strategy is Strategy.WORKED_EXAMPLE and rng.random() < 0.8:
        return MessageResponse.HELPFUL
    return rng.choice([MessageResponse.NOT_HELPFUL, MessageResponse.DISMISSED, MessageResponse.IGNORED])


def waved_away(message: Message, turn: int, rng: Random) -> MessageResponse | None:
    """Hints help 4 % and are waved away by 75 %; examples help 40 %. The rest is ignored."""
    drawn = rng.random()
    if message.strategy is Strategy.HINT:
        return (
            MessageResponse.HELPFUL
            if drawn < 0.04
            else MessageResponse.DISMISSED
            if drawn < 0.79
            else MessageResponse.IGNORED
        )
    return MessageResponse.HELPFUL if drawn < 0.4 else MessageResponse.IGNORED


def silent(message: Message, turn: int, rng: Random) -> MessageResponse:
    """A learner who answers no message."""
    return MessageResponse.IGNORED


def right_after_examples(message: Message, turn: int, rng: Random) -> bool:
    """The next item is right in four of five cases after an example, and in two of five after anything else."""
    return rng.random() < (0.8 if message.strategy is Strategy.WORKED_EXAMPLE else 0.4)


def as_often(message: Message, turn: int, rng: Random) -> bool:
    """The next item is right as often, whatever was said: it tells nothing about the messages."""
    return rng.random() < 0.6


def reversing_after(turns: int) -> Answers:
    """A learner whom hints help, 80 against 20 %, and from then on examples."""

    def answers(message: Message, turn: int, rng: Random) -> MessageResponse:
        best = Strategy.HINT if turn < turns else Strategy.WORKED_EXAMPLE
        helps = rng.random() < (0.8 if message.strategy is best else 0.2)
        return MessageResponse.HELPFUL if helps else MessageResponse.NOT_HELPFUL

    return answers


def followed_after(shown: Sequence[Message], turns: int, run: int = 30) -> int:
    """After how many messages since the reversal the new best strategy is the most frequent one of `run` in a row."""
    for end in range(turns + run, len(shown) + 1):
        counted = Counter(message.strategy for message in shown[end - run : end])
        if counted.most_common(1)[0][0] is Strategy.WORKED_EXAMPLE:
            return end - turns
    return len(shown)


def mean(values: Sequence[float], unit: str = "") -> str:
    """A mean with its 95 % interval."""
    half = 1.96 * stdev(values) / len(values) ** 0.5
    return f"{fmean(values):.1f}{unit} ({fmean(values) - half:.1f} to {fmean(values) + half:.1f})"


def quantile(values: Sequence[float], share: float) -> float:
    """A quantile, without interpolation."""
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]


def print_repeats(library: Sequence[Message], learners: int) -> None:
    """How soon and how often wordings come again."""
    for name, facts in (("everything there", EVERYTHING), ("a hint and a tutor", LITTLE)):
        by_cause = [found for cause in Cause if (found := messages_for(cause, facts, library))]
        for mix in ("in turn", "at random"):
            firsts, most = [], []
            for seed in range(learners):
                rng = Random(seed)
                rounds = [rng.sample(by_cause, len(by_cause)) for _ in range(TERM // len(by_cause) + 1)]
                in_turn = [cause for each in rounds for cause in each]
                causes = in_turn if mix == "in turn" else [rng.choice(by_cause) for _ in range(TERM)]
                shown = live(causes[:TERM], mixed, rng)
                firsts.append(first_repeat(shown))
                most.append(Counter(message.id for message in shown).most_common(1)[0][1])
            late = sum(first > 40 for first in firsts) / learners
            print(f"{name}, {len(by_cause)} causes {mix}:")
            print(
                f"  first repeat {quantile(firsts, 0.5):.0f} (5 %: {quantile(firsts, 0.05):.0f}, least {min(firsts)})"
            )
            print(f"  after the 40th for {late:.1%} of learners")
            print(f"  the commonest wording {mean(most)} times in {TERM} (most {max(most)})")


def print_later(confused: Sequence[Message], learners: int) -> None:
    """What the next item adds: for who answers nothing, and where it tells nothing."""
    cases: tuple[tuple[str, Answers, Items | None], ...] = (
        ("no answer, no item", silent, None),
        ("no answer, the next item right 80 % after examples and 40 % otherwise", silent, right_after_examples),
        ("only examples help, the next item right 60 % whatever was said", only_examples, as_often),
    )
    for name, answers, items in cases:
        shares = []
        for seed in range(learners):
            shown = live([confused] * 60, answers, Random(seed), items)[40:]
            shares.append(100 * sum(each.strategy is Strategy.WORKED_EXAMPLE for each in shown) / len(shown))
        print(f"{name}: {mean(shares, ' %')} examples among the last 20 of 60")
    turns = 100
    followed = [
        followed_after(live([confused] * (turns + 300), reversing_after(turns), Random(seed), as_often), turns)
        for seed in range(learners)
    ]
    within = sum(each <= 150 for each in followed) / learners
    print(f"after a reversal, with an item after each: {quantile(followed, 0.5)}; within 150 for {within:.1%}")


def print_learning(library: Sequence[Message], learners: int) -> None:
    """Whether the choice finds what helps, and follows."""
    confused = messages_for(Cause.CONFUSED, EVERYTHING, library)
    print_later(confused, learners)
    arms = len({message.strategy for message in confused})
    for name, slots in (("first", slice(0, 20)), ("last", slice(40, 60))):
        shares = []
        for seed in range(learners):
            shown = live([confused] * 60, only_examples, Random(seed))[slots]
            shares.append(100 * sum(each.strategy is Strategy.WORKED_EXAMPLE for each in shown) / len(shown))
        print(
            f"only examples help: {mean(shares, ' %')} examples among the {name} 20 of 60 (chance {100 / arms:.0f} %)"
        )
    two = [each for each in confused if each.strategy in (Strategy.HINT, Strategy.WORKED_EXAMPLE)]
    for name, candidates in (("of these two", two), ("of all", confused)):
        hints, examples = [], []
        for seed in range(learners):
            later = live([candidates] * 200, waved_away, Random(seed))[100:]
            hints.append(100 * sum(each.strategy is Strategy.HINT for each in later) / len(later))
            examples.append(100 * sum(each.strategy is Strategy.WORKED_EXAMPLE for each in later) / len(later))
        print(f"4 % helpful and 75 % waved away: {mean(hints, ' %')} {name}; 40 % helpful: {mean(examples, ' %')}")
    turns = 100
    followed = [
        followed_after(live([confused] * (turns + 300), reversing_after(turns), Random(seed)), turns)
        for seed in range(learners)
    ]
    within = sum(each <= 150 for each in followed) / learners
    print(
        f"after a reversal at {turns}: the new best is chosen most after {quantile(followed, 0.5)} (95 %: "
        f"{quantile(followed, 0.95)}); within 150 for {within:.1%} of learners"
    )


def print_cost(library: Sequence[Message]) -> None:
    """What a choice costs with a term of history."""
    shown = live([messages_for(Cause.CONFUSED, EVERYTHING, library)] * REMEMBERED, mixed, Random(1))
    moments = [
        PastSupport(
            NOW,
            each.cause,
            EvidenceKind.DID,
            True,
            message_id=each.id,
            strategy=each.strategy,
            response=MessageResponse.HELPFUL,
        )
        for each in shown
    ]
    spent: dict[str, list[float]] = {"candidates": [], "choice": []}
    for seed in range(2000):
        started = time.perf_counter()
        candidates = messages_for(Cause.CONFUSED, EVERYTHING, library)
        found = time.perf_counter()
        choose(candidates, "statistics", moments, Experience(), Random(seed), NOW)
        spent["candidates"].append(1000 * (found - started))
        spent["choice"].append(1000 * (time.perf_counter() - found))
    for name, times in spent.items():
        print(f"{name}: {quantile(times, 0.5):.3f} ms (95 %: {quantile(times, 0.95):.3f} ms)")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="The choice among support messages over a term")
    parser.add_argument("--learners", type=int, default=400)
    learners = parser.parse_args().learners
    sources = {
        code: (resources.files("attune.affect") / "library" / f"{code}.yaml").read_text("utf-8") for code in ("en",)
    }
    library = parse_library(sources)["en"].messages
    print(f"{hardware()}; {len(library)} messages, {learners} simulated learners")
    print_repeats(library, learners)
    print_learning(library, learners)
    print_cost(library)


if __name__ == "__main__":
    main()
