"""One person is told by facts that stand together; staff, teams, places, organisations and groups are not."""

from __future__ import annotations

from time import process_time

import pytest

from assistant.answering.guards import guard
from assistant.answering.personal import personal_data
from assistant.drafting.brief import make_brief
from assistant.errors import BriefRefusedError
from assistant.types import Status

PERSONS = """
Our patient Aisha Khan waited nine hours on the floor with a broken hip.
Our patient John waited nine hours for help.
Our resident Ted went home without carers.
One of our patients, Khadija, has a learning disability and was turned away.
Aisha, who has Parkinson's, lay on the floor for nine hours.
The case of Oliver at 14 Mill Street, whose mother is on the list, shows it.
A child of six at 14 Mill Street with asthma was seen nine times.
Mrs Whitfield broke her hip in January and waited nine hours.
Joan Whitfield lay on the floor for nine hours in January.
People like Joan Whitfield, who broke her hip in January
Samira waited eleven hours in a corridor.
Her son Jamal was turned away twice.
The patient is Ada Brook, and she waits.
Our resident was called Ted Moss.
ADA BROOK has dementia and fell.
ADA BROOK, 84, and her sister
Karim Al-Sayed was discharged without a package and died.
Her mother Edith waited nine hours.
His wife Anne Moss, who has dementia, waits.
An 84 year old lady, KL, of Mill Lane, died in ward 5.
Edith, 83, from 12 Mill Lane
Edith (83) of 12 Mill Lane keeps falling.
Our project is for people like Doris, aged 83, who lives at 4 Park Road.
E.B., BS4 3QX, record 448812
EB, BS4 3QX, record number 448812, has been moved four times.
J.S. (LS6 2AB) fell in March.
Record 448812, BS4 3QX: moved four times between wards.
She was born in March 1941 and lives alone.
Edith was born in March 1941.
Edith, born in March 1941, waits for carers.
A woman born on the fourth of March 1941 was moved four times.
One resident, born on the 4th of March 1941, has no family.
My mother was born March 4, 1941.
He was born on the fourth day of March 1941.
Mrs Blenkinsop takes insulin.
Mrs Blenkinsop takes insulin twice a day and nobody tells the carers.
Mr Okafor is on warfarin.
Ms Lee has type 2 diabetes and lives with her son.
Mr Tull lives alone and cannot wash himself.
Miss Hart had two falls in a week.
Mr. Gill needs his tablets at night.
Mrs Rowe is housebound.
Edith takes metformin every morning.
Omar Sample injects insulin twice daily.
Nora, 90, fell twice in the night.
Patient J.H. waited nine hours on a trolley.
Mary, who has dementia, waited three weeks for a bed.
One of our patients, a retired miller from Oakham who lost his wife in March, waited for days.
A 43-year-old mother of three from Oakham fell in our lift on 3 March.
Nora, 90, from Wells, needs carers.
Nora, a 90-year-old widow from 12 Mill Lane, fell.
A 90-year-old at 12 Mill Lane waits for a package.
Tom, 17 years old, leaves care in June.
Mrs Blenkinsop of 12 Mill Lane calls 999 each week.
Edith Crabtree from 3 Station Road was told to wait.
The man from 22 Church Street calls 999 each week.
A.K. was discharged without his tablets.
A.K., hospital number 4488, bounced between wards.
Edith Crabtree (record 448812) was moved.
Born on the fourth of March 1941, lives alone, two falls.
Edith Crabtree, 83, has dementia.
Jack, aged 9, was excluded from school.
Mrs Blenkinsop forgets her tablets.
Peter, who was born in March 1941, has no family.
Edith, 83, who lives on her own, called five services.
P. K. takes morphine.
born in March 1941, she lives alone
What support can Joan get? She is 91 and lives at 4 Elm Grove.
Joan, 91, of 4 Elm Grove, rang 999 eleven times.
Joan Tull, DOB March 1933
Joan T, 91, Wells, has had four falls
Mr R Tull (born May 1939) has no carers
Mrs Adeyemi lives alone with dementia.
Mrs Adeyemi has a leg ulcer and sees six teams.
Our patient, born June 1950, sees six teams
K.L., BA5 1AA, hospital no. 77812
KL (BA5 1AA), record 77812
patient record 77812, KL, born May 1939
Mr Tull takes warfarin and needs the district nurse.
Mr Tull uses an inhaler.
Mrs Tull is deaf and housebound.
Our tenant Mr Gray drinks and has depression.
Mr Gray of Flat 4, 12 Station Road
Liam, 17, leaving care, from 9 Orchard Close
Liam, a 17-year-old in care, was moved five times
Mo (17) lives at 9 Orchard Close
An 88-year-old woman from 12 Mill Lane, Wells
Mrs Blenkinsop's insulin is given late.
Mrs Blenkinsop, who takes insulin, has three carers a day.
Mrs Blenkinsop's dementia is getting worse.
Edith Crabtree, of 12 Mill Lane, takes insulin.
""".strip().splitlines()

NOBODY = """
Our patient Safety lead asked for it.
Our patient Participation group told us so.
The patient Charter promised more.
The patient Portal went live.
One of our residents, Ms Moss, chairs the forum.
One of our patients, Ada Moss, chairs the forum.
Somerset waited two years for its hub.
The case of Surrey Heartlands, in 2021, shows it.
A child of six in care waits.
People lay on the floor for hours.
Patients spent days on a trolley.
Winter broke the back of the service.
Residents broke hips in winter.
The patient is the most important person in the room.
The patient is Integrated Care's reason to exist.
Our sister Trust lost two wards.
NHS ENGLAND has dementia on its agenda.
THE VALE FUND, 2022, says so.
HOME FIRST, 12, and others
The Patient Safety Commissioner was admitted to the meeting.
Royal Vale Hospital was discharged of its duties.
Patients at Royal Vale were admitted twice.
His father figure was the Trust.
Was Home First discharged from the programme?
One of our patients said that nobody listens.
One of our residents chairs the forum.
One of our clients is a trust from Kent.
One of our patients told us from Monday on.
What should happen to an 85-year-old woman from Norfolk who waited four hours?
A typical 75-year-old patient from Somerset waited four hours.
How do patient A.H.P. roles work?
In Leeds, who has dementia?
A 75-year-old patient in Somerset may wait ten hours.
Oakham, who has led on diabetes, was praised.
Dr Patel, our GP fellow, takes the lead.
Mrs Jones takes the minutes and Mr Hall takes the chair.
Mrs Jones chairs the diabetes board.
Mr Hall leads on stroke and Ms Lee on dementia.
Ms Okoro has diabetes on her portfolio.
Team: Sam Lee (GP), Ann Roe (nurse, Mill Lane Surgery), Jo Bell (social worker).
Our sponsor is Mrs Rowe, chief nurse of the trust.
Jo Bell, nurse; Sam Lee, GP; Mr Tull, pharmacist.
People aged 83 and over fall at night.
Older people aged 83 or more wait longest.
Residents aged 65+ in three homes.
Women, 83 of them from Wells, answered.
Care leavers aged 16 to 25 lose their workers.
Children aged 9 were asked.
The hospital was founded in March 1941.
The trust was born in March 2015.
It was born in April 2013 out of two trusts.
Healthwatch was born in April 2013.
Staff born between 1960 and 1975 retire.
Babies born in March 2024 get a visit.
People born before March 1941 are called first.
We meet at Mill Lane Surgery, 12 Mill Lane, BS4 3QX.
The council's office is at 3 High Street, LS2 7UE.
Post goes to the ICB, 1 Trevelyan Square, Leeds LS1 6AE.
The hub at 12 Mill Lane opens in May.
Ward 7 has 28 beds and 83 patients a month.
In Wells, 83 per cent of residents wait.
Tameside (92%) and Wigan (83%) lead.
Leeds, 12, and Bradford, 9, have most homes.
Board paper ref 448812 of March 2024.
The record shows 448,812 contacts in 2023.
GP practices in BS4 and BS5 take part.
The nurse takes insulin training to care homes.
Wigan takes medication reviews to care homes.
Everyone takes tablets home; nobody checks.
A GP of 20 years and a nurse of 12 years make the team.
Our 12 months begin in March 2026.
Mill Lane, Park Road and High Street have no pharmacy.
Leeds has dementia friends in each ward.
West Yorkshire has diabetes as a priority.
Case studies 1 to 4 tell of 2019.
Dr Patel was born and trained in Leeds.
Members: A. B. Smith, C. D. Jones, both from the trust.
NHS England wrote on 4 March 2021.
Sessions for 83 carers at 12 homes.
Fellows, 12 in all, from four trusts.
The pilot, 18 months old, has 40 members.
The service is 12 years old and has 83 staff.
Mr Naylor, 2024, says that trust is slow.
Naylor, 2024, has the figures.
Mrs Jones said that residents fall at night.
Mr Hall said that people take insulin alone.
Ms Lee runs the falls clinic for those with dementia.
The chair, 61, of the board
Phase 2, 12 months, in Wells
Half of those over 83 live alone and many had falls.
Someone who lives alone and has dementia calls five services.
A person who has diabetes sees six teams.
The board meets in Wells, 12 miles from Bath.
We spoke with Jo, 12 months into the post.
Sam, our nurse, has 20 years in care homes.
Jo Bell has 20 years of work in dementia care.
Sam Lee leads the stroke team and has a diabetes background.
Dr Rowe has diabetes clinics on Mondays.
Mrs Rowe needs two more nurses for the clinic.
Mr Tull needs an answer by 4 March 2026.
Mrs Jones uses data to plan.
Ms Lee is on the board and on leave until May.
Mr Gray wrote the medicines policy.
Mrs Tull, matron, has pain services and the frailty ward.
Ms Hart, 0.4 WTE, is our pharmacist.
The Elms, 12 Mill Lane, is a care home with 40 beds.
Rose Court care home, 4 Elm Grove, BA5 1AA, takes part.
Oak Ward, 28 beds, has two nurses.
Age UK Wells, 4 High Street, BA5 1AA, lends a desk.
Mind, 12 Mill Lane, offers a room.
Students born after 2000 want other shifts.
People with diabetes take insulin; carers could give it.
Nurses, 12 of whom work nights, fall ill.
Wells, 12,000 people, has one surgery.
Bath, 2024, and Wells, 2025, had pilots.
Project Lark, 9 months, Wells
Anna Bell and Tom Lee founded the charity in March 1941.
Founded in March 1941, the hospital has 40 beds.
Case 4 and record 12 of the audit
The audit of 448 records found gaps.
Record numbers fell to 4,488 in March.
In May, 40, in June, 60 falls.
Men aged 45 to 60, Leeds, are at risk.
Ages 16-25, all of Wells
Carers aged 70 live alone.
We asked 40 residents aged 83 on average.
Mrs Rowe thinks a person who takes insulin needs one team.
Chief nurse: Mrs Rowe; medical director: Dr Patel; lay member: Mr Gray
Sponsor Ann Rowe was admitted to the college of nursing.
Mr Gray, lay member, lives with us in Wells
""".strip().splitlines()


@pytest.mark.parametrize("text", PERSONS)
def test_one_person_is_found(text: str) -> None:
    assert personal_data(text)


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_found_in_what_only_looks_like_it(text: str) -> None:
    assert personal_data(text) == ""


def test_there_are_many_of_both() -> None:
    assert len(set(PERSONS)) >= 30
    assert len(set(NOBODY)) >= 40


def test_a_brief_and_a_question_are_refused_alike() -> None:
    told = "Too many falls.\nNora, 90, from 12 Mill Lane, fell twice."
    with pytest.raises(BriefRefusedError, match="seems to hold data that identify a person"):
        make_brief({"problem": told})
    verdict = guard(f"{told} What helps?")
    assert verdict is not None
    assert verdict.status is Status.PERSONAL_DATA


@pytest.mark.parametrize("text", ["Nora, 83, ", "12 Mill Mill Mill ", "Mrs Aa aa ", "a 12 b ", "K.L., "])
def test_twenty_pages_of_anything_are_read_fast(text: str) -> None:
    started = process_time()
    personal_data((text * 20_000)[:100_000])
    assert process_time() - started < 6
