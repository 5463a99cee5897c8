"""Exports of survey services and help desks as these write them, with planted personal data."""

import json
from collections.abc import Sequence

FIXED = (
    ("StartDate", "Start Date", "startDate"),
    ("EndDate", "End Date", "endDate"),
    ("Status", "Response Type", "status"),
    ("IPAddress", "IP Address", "ipAddress"),
    ("Progress", "Progress", "progress"),
    ("Duration (in seconds)", "Duration (in seconds)", "duration"),
    ("Finished", "Finished", "finished"),
    ("RecordedDate", "Recorded Date", "recordedDate"),
    ("ResponseId", "Response ID", "_recordId"),
    ("RecipientLastName", "Recipient Last Name", "recipientLastName"),
    ("RecipientFirstName", "Recipient First Name", "recipientFirstName"),
    ("RecipientEmail", "Recipient Email", "recipientEmail"),
    ("ExternalReference", "External Data Reference", "externalDataReference"),
    ("LocationLatitude", "Location Latitude", "locationLatitude"),
    ("LocationLongitude", "Location Longitude", "locationLongitude"),
    ("DistributionChannel", "Distribution Channel", "distributionChannel"),
    ("UserLanguage", "User Language", "userLanguage"),
)
ASKED = (
    ("Q1_NPS_GROUP", "How likely are you to recommend Maru to a friend? - Group", "QID1_NPS_GROUP"),
    ("Q1", "How likely are you to recommend Maru to a friend?", "QID1"),
    ("Q2", "What is the main reason\nfor your score?", "QID2_TEXT"),
    ("Q4", "Where did you hear of us? - Selected Choice", "QID4"),
    ("Q4_5_TEXT", "Where did you hear of us? - Other (please specify) - Text", "QID4_5_TEXT"),
    ("Q5", "Your phone number, if we may call you:", "QID5_TEXT"),
    ("segment", "segment", "segment"),
)
Asked = Sequence[tuple[str, str, str]]
ZONE = "America/Denver"
USUAL = {
    "StartDate": "2026-09-15 18:40:02",
    "EndDate": "2026-09-15 18:44:10",
    "Status": "IP Address",
    "IPAddress": "203.0.113.7",
    "Progress": "100",
    "Duration (in seconds)": "248",
    "Finished": "True",
    "RecordedDate": "2026-09-15 18:44:11",
    "RecipientLastName": "Marlowe",
    "RecipientFirstName": "Quentin",
    "RecipientEmail": "q.marlowe@example.com",
    "ExternalReference": "CUST-77812",
    "LocationLatitude": "37.5665",
    "LocationLongitude": "126.9780",
    "DistributionChannel": "email",
    "UserLanguage": "EN",
    "Q4": "Other (please specify)",
    "Q4_5_TEXT": "my cousin Beatrix told me",
    "Q5": "010-1234-5678",
    "segment": "gold",
}
PLANTED = (
    "203.0.113.7",
    "Marlowe",
    "Quentin",
    "example.com",
    "CUST-77812",
    "37.5665",
    "126.978",
    "Beatrix",
    "1234-5678",
)
QUICK = "Delivery was quick\nand the box was intact"
RESPONSES: tuple[dict[str, str], ...] = (
    {"ResponseId": "R_1aBcDeFgHiJkLmN", "Q1": "10", "Q1_NPS_GROUP": "Promoter", "Q2": QUICK},
    {"ResponseId": "R_2aBcDeFgHiJkLmN", "Q1": "3", "Q1_NPS_GROUP": "Detractor", "Q2": "앱이 자꾸 꺼져서 답답해요"},
    {"ResponseId": "R_3aBcDeFgHiJkLmN", "Q1": "9", "Status": "Survey Preview", "Q2": "just testing"},
    {"ResponseId": "R_4aBcDeFgHiJkLmN", "Q1": "0", "Status": "Spam", "Q2": "buy cheap things"},
    {"ResponseId": "R_5aBcDeFgHiJkLmN", "Finished": "False", "Progress": "60", "Q2": "The checkout is confusing"},
    {"ResponseId": "R_6aBcDeFgHiJkLmN", "Finished": "False", "Progress": "5"},
)


def qualtrics_rows(
    responses: Sequence[dict[str, str]] = RESPONSES, asked: Asked = ASKED, zone: str = ZONE, with_json: bool = True
) -> list[list[str]]:
    """The table of an export: ids, texts, JSON, responses."""
    columns = [*FIXED, *asked]
    imported = [{"ImportId": known} | ({"timeZone": zone} if known.endswith("Date") else {}) for _, _, known in columns]
    heads = [[name for name, _, _ in columns], [text for _, text, _ in columns]]
    heads += [[json.dumps(one, separators=(",", ":")) for one in imported]] if with_json else []
    return [*heads, *([(USUAL | one).get(name, "") for name, _, _ in columns] for one in responses)]


MONKEY = [
    ["Respondent ID", "Collector ID", "Date Created", "Date Modified", "IP Address", "Email Address", "First Name",
     "Last Name", "Custom Data 1", "How likely is it that you would recommend Maru to a friend or colleague?",
     "What is the most important reason for your score?", "Which of these did you buy?", "", "What is your name?"],
    ["", "", "", "", "", "", "", "", "", "", "Open-Ended Response", "Tea", "Coffee", "Open-Ended Response"],
    ["114300000001", "400000001", "09/15/2026 05:40:02 PM", "09/15/2026 05:44:10 PM", "203.0.113.7",
     "q.marlowe@example.com", "Quentin", "Marlowe", "CUST-77812", "Extremely likely - 10", "Lovely tea, fast parcel",
     "Tea", "", "Quentin Marlowe"],
    ["114300000002", "400000001", "09/16/2026 08:10:00 AM", "09/16/2026 08:12:30 AM", "", "", "", "", "", "4",
     "포장이 엉망이었어요", "", "Coffee", ""],
    ["114300000003", "400000001", "09/16/2026 08:20:00 AM", "09/16/2026 08:21:00 AM", "", "", "", "", "", "", "",
     "Tea", "Coffee", ""],
]  # fmt: skip

RATINGS = [
    ["id", "ticket_id", "assignee_id", "group_id", "requester_id", "score", "comment", "reason", "created_at", "url"],
    ["35436001", "8801", "135", "44", "7881", "good", "Sorted out in minutes", "", "2026-09-15T08:40:02Z", "http://x.y"],
    ["35436002", "8802", "136", "44", "7882", "bad", "세 번이나 설명했어요", "Too slow", "2026-09-15T09:40:02Z", ""],
    ["35436003", "8803", "136", "44", "7883", "offered", "", "", "2026-09-15T09:41:02Z", ""],
    ["35436004", "8804", "136", "44", "7884", "unoffered", "", "", "2026-09-15T09:42:02Z", ""],
    ["35436005", "8805", "136", "44", "7885", "good", "", "", "2026-09-15T09:43:02Z", ""],
]  # fmt: skip

IDS = [f"0192f0c1-7d1a-7e11-9c55-00000000000{n}" for n in range(1, 5)]
RECOMMEND, WHY, SATISFIED = (
    "How likely are you to recommend us?",
    "Why did you choose this score?",
    "How satisfied are you?",
)
ANSWER_COLUMNS = (
    "collected_at source_type submission_id field_id field_label field_type value_text value_number language user_id"
)


def answer(minute: int, submission: str, field: tuple[str, str, str], text: str, number: str, who: str) -> list[str]:
    """One row of the long form."""
    when, language = f"2026-09-15T08:{minute}:02Z", "ko" if who == "u2" else "en"
    return [when, "survey", submission, *field, text, number, language, who]


ANSWERS = [
    ANSWER_COLUMNS.split(),
    answer(40, IDS[0], ("n", RECOMMEND, "nps"), "", "9", "u1"),
    answer(41, IDS[1], ("n", RECOMMEND, "nps"), "", "2", "u2"),
    answer(40, IDS[0], ("w", WHY, "text"), "A day early", "", "u1"),
    answer(41, IDS[1], ("w", WHY, "text"), "상자가 다 찌그러져 왔어요", "", "u2"),
    answer(41, IDS[1], ("m", "What is your email?", "text"), "q.marlowe@example.com", "", "u2"),
    answer(42, IDS[2], ("c", SATISFIED, "csat"), "", "4", ""),
    answer(42, "", ("c", SATISFIED, "csat"), "", "4", ""),
    answer(42, IDS[3], ("k", "Which one?", "categorical"), "Blue", "", ""),
]
