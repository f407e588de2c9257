"""The sections of a plan as a table: what each is about, and what it asks of the sources, the sponsor and the team."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """A section of every plan.

    `asks` are the questions put to the sources. What answers one is said where it fits the brief, above all a field of
    `leans`; what fits nothing in it, where fewer than `general` lines are there. Where `general` is 0, only what fits
    a field of `leans` is said. `quotes` are the fields of the brief that are quoted here, each with what to find out
    where the team left it empty; `assumes` are pairs of an assumption and who confirms it.
    """

    id: str
    title: str
    about: str
    asks: tuple[str, ...]
    leans: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()
    assumes: tuple[tuple[str, str], ...] = ()
    to_sponsor: tuple[str, ...] = ()
    to_team: tuple[str, ...] = ()
    general: int = 1


TOPICS: tuple[Topic, ...] = (
    Topic(
        "purpose",
        "Purpose and the problem",
        "What is to change, for whom, and what is known of it already.",
        (
            "What did a system find about this problem, and what did it do against it?",
            "Which project or programme worked on this problem?",
            "What support or training was set up for these people, and what changed for them?",
        ),
        ("problem", "people_affected", "known"),
        (
            ("problem", ""),
            ("people_affected", "Who is affected, and how many; ask public health and the services that know them."),
            ("known", "What is known already: local figures, earlier work, what was tried and why it stopped."),
        ),
        (("One sentence that says what will be different for people is agreed before any work begins.", "sponsor"),),
        ("What would you have to see in the last month to call this project worth its time?",),
        ("Can each of us say in one sentence what will be different, and for whom?",),
        general=0,
    ),
    Topic(
        "fit",
        "Fit with system priorities and the four aims",
        "Which priority of the system, and which of the four aims, the project serves.",
        (
            "What are the four aims and purposes of integrated care systems?",
            "How are the priorities of a system chosen, and who supplies the priorities for projects?",
            "How does a shared purpose or ambition bring partners together?",
            "How can a system reduce health inequalities or move resources to prevention?",
        ),
        (
            "problem",
            "place",
        ),
        (
            ("place", "The place, its neighbourhoods and the partnership that the project belongs to."),
            ("requested_by", "Who asked for the project, and in which plan or strategy the priority stands."),
        ),
        (("The project stays a priority of the system for as long as it runs.", "sponsor"),),
        ("Which of the system's priorities does this serve, and would it be missed if it stopped?",),
        ("Which of the four aims would we show first, and with which evidence?",),
    ),
    Topic(
        "people",
        "People and communities, and how their voice counts",
        "How the people whom the project is for shape it, and how it is known that they were heard.",
        (
            "How are patients, service users, carers and people with lived experience involved and heard?",
            "How do local residents and communities choose or shape priorities?",
            "Why should the views of local people, patients and staff be valued and measured?",
            "How are citizens, user groups, local charities and support groups connected with professionals?",
        ),
        ("people_affected",),
        (),
        (("People whom the project is for take part from the start, and their time and costs are paid.", "sponsor"),),
        ("Which people, groups or charities would tell you the truth about this, and may we go to them first?",),
        ("Who of the people affected have we spoken to, and what did they ask for that we had not thought of?",),
    ),
    Topic(
        "team",
        "Team, roles and equal voice",
        "Who does what, and how every profession and organisation has the same say.",
        (
            "How does every profession and partner get an equal voice in the room?",
            "What does each profession or discipline need or bring: nurses, pharmacists, social work, therapists?",
            "How do multidisciplinary teams work well together as equal partners?",
            "How are power imbalances and the dominance of the NHS tackled?",
        ),
        ("team",),
        (("team", "Who is in the team: roles, organisations, and who is missing."),),
        (
            (
                "Roles in the team are shared out by skill and not by rank, and the chair of its meetings rotates.",
                "team",
            ),
        ),
        (),
        ("Whose profession or organisation is missing, and who speaks least when we meet?",),
    ),
    Topic(
        "sponsor",
        "Sponsor, governance and decision rights",
        "Who backs the project, how near they stay, and which decisions are the team's own.",
        (
            "What goes wrong when sponsors are too far from the team, and which support did system leads give?",
            "Who sponsored the work jointly, or was the senior responsible officer?",
            "Which decisions may a group take itself, and what needs formal sign-off or endorsement?",
            "Which boards and forums take clinical decisions, and who sits on them?",
            "Which decisions are taken close to the patient, at neighbourhood, place or system?",
        ),
        ("partners",),
        (("sponsor", "Who the sponsor is, and how many minutes a month they give to the team."),),
        (
            ("The sponsor meets the team once a month, and answers within a week.", "sponsor"),
            ("The team may decide how it works; changes of aim, money or staff go to the sponsor.", "sponsor"),
        ),
        (
            "How often will you meet us yourself, and who stands in for you?",
            "Which decisions may we take without asking, and who signs off the others?",
        ),
        ("What shall we do on the day our sponsor changes job?",),
    ),
    Topic(
        "time",
        "Protected time, backfill and support",
        "The time, cover, data and help that the team needs, and who gives them.",
        (
            "How much protected time or backfill do professionals and fellows get for system work?",
            "Why are organisations or practices reluctant to release clinicians, and what helps?",
            "What administrative, project management, data and analytical support do leaders need?",
            "How was money found or shared to backfill posts or fund the work?",
        ),
        ("worries",),
        (("months", "How long the project runs, and how many days a week each of the team is released."),),
        (),
        ("What happens to our day when services are under pressure, and who decides?",),
        ("Whose manager has agreed their day in writing, whose has not, and who covers their work?",),
    ),
    Topic(
        "partners",
        "Partners and relationships",
        "Whom the project needs beside the team, and how trust with them is built.",
        (
            "Which partners matter: voluntary sector, councils, education, police, workplaces, care providers?",
            "How are trust and relationships built between organisations and sectors?",
            "Why do social care or primary care feel like lesser partners, and what helps to engage them?",
            "How did partners from different sectors deliver work together?",
            "How do professionals learn to understand each other's roles?",
        ),
        (
            "partners",
            "problem",
        ),
        (),
        (("One person in each partner organisation is named as the contact of the team.", "partners"),),
        ("To whom will you introduce us in person in the first month?",),
        ("Which partner loses something if we succeed, and have we asked them?",),
    ),
    Topic(
        "approach",
        "Approach and first steps",
        "How the team begins, what it tries first, and on how small a scale.",
        (
            "How did a pilot or programme begin, step by step, and what did it do first?",
            "What training was given to staff, and to do which tasks?",
            "How does one build on earlier work and existing provision rather than start from scratch?",
            "How were people engaged with stories, summits, task and finish groups or workstreams?",
        ),
        (
            "problem",
            "known",
        ),
        (),
        (
            (
                "The first test is small: one neighbourhood, one service, and over before the half-way review.",
                "sponsor and team",
            ),
        ),
        ("Which earlier work on this must we not repeat?",),
        ("What is the smallest test that we could run next month?",),
    ),
    Topic(
        "milestones",
        "Milestones",
        "What is reached by when, over the months of the programme.",
        (
            "How long did the programme or project last, and when did its steps take place?",
            "How long does change take to show, and which expectations of pace are realistic?",
        ),
        (),
        (),
        (),
        ("Which of the months are lost to winter, leave or year end?",),
        ("Which milestone shall we give up first if we lose a fifth of our time?",),
    ),
    Topic(
        "learning",
        "Learning and leadership development",
        "What the team learns on the way, and how.",
        (
            "What do fellows learn: modules, action learning sets, skills workshops, coaching?",
            "Which leadership skills and behaviours should be developed for system working?",
            "How do coaching, mentoring, shadowing, peer networks or academies help leaders to learn?",
            "Which training and development is open to nurses, primary care, social care and the voluntary sector?",
        ),
        ("team",),
        (),
        (("Each of the team takes part in action learning, and has a mentor or coach if they wish.", "sponsor"),),
        ("Whom may each of us shadow for half a day?",),
        ("What does each of us want to be better at by the end?",),
    ),
    Topic(
        "measures",
        "Measures, visible and less visible",
        "How it is known that something changed: counted things, and relationships too.",
        (
            "Which results were measured, and what were the figures?",
            "Which visible and invisible changes show progress, and why is it hard to measure?",
            "How can progress be measured from the perspective of people who use services?",
            "How can one check how well collaboration works, or whether people feel heard?",
        ),
        ("problem",),
        (),
        (("Two or three measures are enough, each with a figure from before the project began.", "sponsor"),),
        ("Which figure do you look at already, and who can get it for us each month?",),
        ("Which change would people notice that no figure shows, and how shall we record it?",),
    ),
    Topic(
        "risks",
        "Risks, with what happened elsewhere",
        "What may go wrong, what the sources report of it, and what the team will do.",
        (
            "What went wrong, failed or held projects and partnerships back?",
            "Which pressures, tensions or resistance put system working at risk?",
            "What do people fear or resist when organisations work together?",
            "Why did support for the teams fail, or the number of participants fall short?",
        ),
        ("worries",),
        (("worries", "What worries each of the team and the sponsor: ask them one by one, and in private."),),
        (("Each risk has one owner in the team and is looked at once a month.", "team"),),
        ("What made earlier projects like this one fade away?",),
        ("Which risk do we not like to talk about?",),
    ),
    Topic(
        "spread",
        "Spread and handover",
        "Who carries the work on when the programme ends, and how others can take it up.",
        (
            "How are successful innovations spread or scaled up from one locality to a whole system?",
            "How is a programme handed back to places and organisations, and who keeps it going?",
            "Why should one avoid lift and shift, and tailor to local context?",
            "What makes work last when it rests on a few motivated individuals?",
        ),
        (
            "problem",
            "place",
        ),
        (),
        (("A named service takes over what works, and agrees to do so well before the end.", "sponsor"),),
        ("Who would own this in the year after, and from which budget?",),
        ("What do we leave behind that someone who never met us could use?",),
    ),
    Topic(
        "close",
        "Celebration and evaluation",
        "How the project is evaluated, told and celebrated.",
        (
            "How was the programme evaluated, and what did the evaluation cover?",
            "How are results and successes celebrated, shared and told as stories?",
            "How is learning captured, and mistakes shared?",
            "How is the impact of a transformation programme reviewed?",
        ),
        ("problem",),
        (),
        (("What did not work is told on the last day as openly as what did.", "sponsor and team"),),
        ("Who should be in the room when we report, and what would they do next?",),
        ("Whom shall we thank, and how?",),
    ),
)
