"""What simulated students hand in in the demo, and what their tutor says to it. Pure: the platform's services load it.

Each course has pieces in the order in which its students get to them. A piece has the share of the points that each
line of the rubric earned; without shares it still waits to be graded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """What one student hands in.

    hours_ago: when.  shares: of the points of each line of the rubric, 0..1; none where it waits.  returned: it went
    back with the comment, to be handed in again.
    """

    text: str
    hours_ago: float
    shares: tuple[float, ...] = ()
    comment: str = ""
    returned: bool = False


STATISTICS: Sequence[Piece] = (
    Piece(
        "I counted the messages on my phone for each hour from eight to eight: 3, 1, 0, 5, 9, 2, 2, 1, 4, "
        "12, 6, 3. I drew bars from zero, because a message counts as one and half the length should mean "
        "half of them. The tall bar at five is my football group deciding who brings the ball. Somebody "
        "could read that I am busiest at five; I was only being written to.",
        150,
        (1.0, 1.0, 1.0),
        "Clear, and the last sentence is the best one: being written to is not being busy. Keep this chart.",
    ),
    Piece(
        "Cups of tea in our office, Monday to Friday: 14, 11, 12, 9, 17. A bar chart. On Friday there was cake.",
        140,
        (0.75, 0.67, 0.0),
        "A nice set of data. Say where the axis begins, and what somebody could wrongly read into it: you "
        "have the cake already, so go one step further.",
        returned=True,
    ),
    Piece(
        "I stood at the bus stop for ten departures and wrote down how late each was: 0, 2, 1, 0, 7, 3, 0, "
        "0, 15, 1 minutes. I used dots on a line and no mean, because one bus of fifteen minutes would "
        "have pulled it up. The median is one minute. Nobody should read that the line is late; it was one "
        "afternoon with rain.",
        130,
        (1.0, 1.0, 1.0),
        "You chose the form by the data and gave a reason. One afternoon with rain: exactly.",
    ),
    Piece(
        "Steps on seven days from my watch. The line goes up, so I walk more and more. It begins at 6,000 "
        "because below that there was nothing.",
        60,
        (0.5, 0.0, 0.33),
        "Seven days do not make a trend, and the axis that begins at 6,000 makes the rise look four times "
        "as steep. Draw it from zero once and write down what is left of it.",
    ),
    Piece(
        "Birds at the window between seven and half past seven, for ten mornings: 4, 6, 5, 0, 0, 7, 3, 5, "
        "6, 4. Bars from zero. The two zeros are the mornings with the cat. Without knowing of the cat one "
        "would think of the weather.",
        52,
        (1.0, 1.0, 0.67),
        "The cat makes it a lesson about what the data do not know. Well seen.",
    ),
    Piece(
        "I asked twelve people in my building how many keys they carry. 2, 3, 3, 4, 4, 4, 5, 5, 6, 6, 9, "
        "21. A histogram in steps of two, the caretaker to the far right. If I had shown only the mean, "
        "six, nobody would see that most carry four.",
        20,
    ),
    Piece(
        "Minutes until the lift came, twenty times. I threw away the two times I took the stairs. A box "
        "plot, because I wanted the middle and the spread. Maybe one reads that the lift is slow at noon, "
        "but I only measured at noon.",
        9,
    ),
    Piece(
        "Emails I deleted unread on each day of a week: 31, 28, 35, 30, 27, 4, 2. Bars in the order of the "
        "days. It looks as if people write less on Sunday. In truth I look less.",
        3,
    ),
)

WRITING: Sequence[Piece] = (
    Piece(
        "Dear Ms Okoye, please let us use room 2.14 on Tuesdays from four to six. Eleven of us study for "
        "the exam, and in the library we may not talk. We will lock up and return the key to the porter. "
        "The exam is on the 20th, so we need your answer by Friday.",
        150,
        (1.0, 1.0, 1.0),
        "She can say yes while she is walking. That is what it is for.",
    ),
    Piece(
        "With regard to the situation concerning the bicycles it has been noted that an improvement would "
        "be desirable, since an obstruction of the entrance is being caused by them on a regular basis.",
        145,
        (0.33, 0.25, 0.5),
        "Who does what? Nobody acts in this text. Begin with: Please ask the owners to ... and give a day.",
        returned=True,
    ),
    Piece(
        "Hello Mr Brandt, the heating in flat 12 has not worked since Sunday. It is 14 degrees in my "
        "daughter's room. Please send somebody by tomorrow noon. I work at home and can open the door.",
        120,
        (1.0, 1.0, 1.0),
        "Four sentences, and each of them makes him do something. Nothing to add.",
    ),
    Piece(
        "Dear Head of Department, I would like to suggest that we maybe start the meeting ten minutes "
        "later, as many people come from the other building and it is quite a long way and often it rains. "
        "It would be great if this could be possible soon.",
        60,
        (0.67, 0.5, 0.5),
        "What you are after is clear. Take out maybe, quite and great, and say from which week on.",
        returned=True,
    ),
    Piece(
        "Dear Anna, our printer has jammed nine times this week. Each time one of us loses ten minutes. "
        "Please order the repair today; the number is on the lid. Until then we print on the second floor.",
        70,
        (1.0, 1.0, 0.5),
        "Strong. The last sentence could go: she need not know it.",
    ),
    Piece(
        "Dear Dr Lund, the first-aid course is full, and seven of my team are still without one. The law "
        "asks for two by March. Please open a second course in February. I have asked the trainer: she is "
        "free on the 9th and the 16th.",
        48,
        (1.0, 0.75, 1.0),
        "You have done her work for her, which is the surest way to a yes.",
    ),
    Piece(
        "Dear Mr Sato, please keep the bike room lit until midnight. The night shift ends at eleven, and "
        "two of us have fallen on the ramp. A timer costs 30 euros. Could it be there before the clocks "
        "change?",
        26,
    ),
    Piece(
        "To whom it may concern: the vegetarian meal is sold out at half past twelve every day. Forty of "
        "us eat at one. Please cook twenty more from Monday on, and count in two weeks whether they are "
        "eaten.",
        11,
    ),
    Piece(
        "Dear Ms Weber, my son has three tests on Thursday. He is not the only one. Please agree with your "
        "colleagues on one test a day. We would be glad to hear on Tuesday evening at the parents' meeting.",
        4,
    ),
)

PYTHON: Sequence[Piece] = (
    Piece(
        "prices = [2.50, 1.20, 3.80]\ntotal = 0\nfor price in prices:\n    total = total + price\nif total "
        "> 5:\n    print('too much for today', total)\nelse:\n    print('fine', total)\n\nIt adds up what "
        "I put into the basket. First I wrote total = 0 inside of the loop and always got the last price. "
        "I found it by printing total in each round.",
        46,
        (1.0, 1.0, 1.0),
        "You looked where the number went wrong instead of guessing. That is most of programming.",
    ),
    Piece(
        "for i in range(10):\n    print('I will water the plants')\n\nIt reminds me ten times.",
        44,
        (0.6, 0.33, 0.0),
        "It runs! A decision is missing: let it print only on the days on which they need water.",
        returned=True,
    ),
    Piece(
        "names = ['Ana', 'Ben', 'Cleo', 'Dan']\nfor name in names:\n    if name[0] in 'AEIOU':\n        "
        "print('an', name)\n    else:\n        print('a', name)\n\nI wanted to know how to choose between "
        "a and an. It did not work with small letters until I asked for both.",
        30,
        (1.0, 1.0, 0.5),
        "Well chosen. What would it say to 'Uma', and what to 'hour'?",
    ),
    Piece(
        "minutes = 0\nwhile minutes < 25:\n    minutes = minutes + 5\n    print(minutes, 'minutes "
        "done')\nif minutes == 25:\n    print('break')\n\nMy first version never stopped, because I had "
        "forgotten the line that adds. I learned what Ctrl+C is for.",
        15,
    ),
    Piece(
        "temps = [12, 15, 9, 21]\nfor t in temps:\n    if t < 10:\n        print(t, 'take a coat')\n\nI "
        "had = instead of < and Python told me the line. It was right.",
        5,
    ),
)

PERCENT: Sequence[Piece] = (
    Piece(
        "Im Schaufenster: Jacke 89 Euro, 30 % billiger. 10 % sind 8,90 Euro, 30 % also 26,70 Euro. Bleiben "
        "62,30 Euro. Auf dem Schild stand 62,30. Stimmt, und ich brauchte trotzdem keine Jacke.",
        110,
        (1.0, 1.0),
        "Sauber über die zehn Prozent gerechnet. Der letzte Satz spart 62,30 Euro.",
    ),
    Piece(
        "Erst 20 % und an der Kasse noch einmal 20 %. Das sind 40 %. Bei 50 Euro also 30 Euro.",
        90,
        (0.4, 0.33),
        "Wovon werden die zweiten 20 % genommen? Rechne die 50 Euro in zwei Schritten und gib es noch einmal ab.",
        returned=True,
    ),
    Piece(
        "20 % mehr Inhalt bei Müsli, 600 g statt 500 g. 1 % von 500 g sind 5 g, 20 % sind 100 g. Stimmt. "
        "Der Preis ist aber von 2,99 auf 3,79 gestiegen, das sind etwa 27 %. Es lohnt sich nicht.",
        40,
        (1.0, 1.0),
        "Du hast auf beide Zahlen gesehen, nicht nur auf die große. Genau so.",
    ),
    Piece(
        "Handyvertrag: die ersten drei Monate 50 %, danach 19,99. Im Jahr 3 mal 10 plus 9 mal 20, rund 210 "
        "statt 240 Euro. Das sind 12,5 % und nicht 50 %.",
        12,
    ),
)

SHIPS: Sequence[Piece] = (
    Piece(
        "غرقت البيضة في الماء العذب. أضفت الملح ملعقة بعد ملعقة، وبعد الملعقة السادسة ارتفعت ببطء ثم طفت. "
        "الماء المالح أكثف من الماء العذب، فصار وزن الماء المزاح أكبر من وزن البيضة.",
        120,
        (1.0, 1.0),
        "ملاحظة دقيقة وتفسير صحيح. أحسنت.",
    ),
    Piece(
        "البيضة طفت لأن الملح يدفعها إلى أعلى.",
        100,
        (0.25, 0.33),
        "الملح لا يدفع البيضة. ماذا يتغيّر في الماء حين يذوب فيه الملح؟ صف التجربة أيضًا، ثم سلّم مرة أخرى.",
        returned=True,
    ),
    Piece(
        "في كوب فيه ربع لتر احتجت إلى أربع ملاعق من الملح. توقفت البيضة أولًا في وسط الكوب، وهنا كانت "
        "كثافتها مثل كثافة الماء. بعد ملعقة أخرى طفت.",
        60,
        (1.0, 0.83),
        "التوقف في الوسط هو أجمل ما في التجربة، وقد رأيته.",
    ),
    Piece(
        "جربت بيضة مسلوقة وبيضة نيئة، وطفت الاثنتان بعد خمس ملاعق. أظن أن كثافتهما متقاربة، وأن الماء هو الذي تغيّر.",
        10,
    ),
)

COURSEWORK: Mapping[str, Sequence[Piece]] = {
    "statistics-for-everyone": STATISTICS,
    "say-what-you-mean": WRITING,
    "python-first-steps": PYTHON,
    "prozente-ohne-angst": PERCENT,
    "why-ships-float-ar": SHIPS,
}
"""By the slug of the course."""
