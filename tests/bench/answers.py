"""Long spoken answers of our own for the measurements, and the form in which transcripts are compared."""

from __future__ import annotations

import re

ANSWERS = {
    "settlement": """
The situation was about eighteen months ago, when I was leading the payments team at a mid sized
logistics company. We had a nightly settlement job that moved money between carriers and shippers, and it
had started to fail roughly twice a week. Every failure meant that somebody was paged at three in the
morning, and that about forty carriers were paid a day late. My director wanted us to rewrite the whole
job on a new streaming platform before the end of the quarter. I disagreed with that. I had looked at the
last twelve incidents, and nine of them came from the same place, a retry loop that held a lock for too
long. So I thought that a rewrite would take five months and would not fix the actual problem. I asked
for thirty minutes with my director and the principal engineer, and I brought a one page document with
the incident data and two options. He did not agree at first. He said the streaming platform was already
promised to the sales team. I said that I understood the promise, but that we could keep it later, and I
offered a two week experiment on the lock. We agreed that if failures did not drop by half, I would
commit fully to the rewrite. I wrote the fix together with one other engineer, we shipped it behind a
flag, and in the following month we had one failure instead of nine. Late payments went from around three
percent to under half a percent. Looking back, I would have shared the incident data a month earlier,
because by then the promise to sales would not have been made.
""",
    "filters": """
So, let me think about a good example. Last year I joined a team that built the search page for an online
store. Our manager decided to remove the advanced filters, because only eight percent of the visitors
used them. I was worried, since those visitors were responsible for almost a third of the revenue. I
pulled the numbers from our analytics tool, and I split them by customer type. It turned out that
business buyers, who ordered in bulk, used the filters in most of their sessions. I wrote this up and
sent it to her before the planning meeting, not in the meeting, because I did not want to surprise her in
front of other people. She still wanted to go ahead, and her reason was a fair one. The old filter code
was slowing down every release by two days. In the end she made the call to remove it, and I committed to
that. I planned the migration myself, I called our ten largest business customers, and I built a saved
search feature which covered the most common cases. Two of them complained in the first week. I set up a
call with both and fixed the missing case, which was filtering by delivery date. After three months
conversion for business buyers was flat, and the release time dropped from nine days to six. What I
learned is that I should separate the decision from the execution, and once the decision is made, the
best thing I can do is to make it succeed.
""",
    "timeout": """
In my previous role I was the technical lead for a mobile banking application with roughly two million
active users. There was a disagreement between me and the head of security about how long a session
should last. He wanted to log people out after two minutes, and I believed that this would push customers
to write their passwords down. I collected data from our support desk and found that forty one percent of
the calls were already about login problems. Then I ran a small study with fifteen customers, and eleven
of them admitted to keeping their password in a notes application. I presented the findings to him, and I
proposed a risk based approach, where sensitive actions required a fingerprint, and simple actions such
as checking the balance did not. He pushed back hard, and he said that the regulator would never accept
it. I asked him which rule he had in mind, and we read it together. The rule said that the timeout must
be appropriate to the risk, and it did not name a number. We escalated it to the chief technology officer
with both options written down in one document. She chose a middle path of five minutes plus the
fingerprint. I did not get exactly what I wanted, however I supported it, and I explained the reasons to
my team without blaming anyone. Within two quarters login calls fell by twenty six percent, and we had no
security incidents related to sessions.
""",
}

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30, "forty": 40,
}  # fmt: skip


def plain(text: str) -> str:
    """Lower case words without punctuation, numbers in figures ("forty-one percent" is "41 percent")."""
    text = text.lower().replace("%", " percent").replace("-", " ").replace("3rd", "third")
    words: list[str] = []
    for word in re.sub(r"[^a-z0-9' ]", " ", text).split():
        value = _NUMBERS.get(word)
        if value is not None and value < 10 and words and words[-1] in {"20", "30", "40"}:
            words[-1] = str(int(words[-1]) + value)
        else:
            words.append(word if value is None else str(value))
    return " ".join(words)
