"""What an answer's mentions come to: its scores by touchpoint, and whether it complains; SQL over the table mention."""

COMPLAINT_TONE, COMPLAINT_CONFIDENCE = -0.35, 0.8
"""A complaint has at most this tone and at least this confidence (METRICS); with the sign turned, praise that settles it."""

_LOWER_BITS = 0x1555555555555555
"""The lower bits of 31 emotions (feedback.felt)."""

_SCORES = """
with told as (
  from {mentions}
),
by_touchpoint as (
  select
    feedback_id, touchpoint, min(ordinal) as first,
    bool_or(coalesce(touchpoint_from = 'word', false)) as by_word,
    cast(avg(tone) as float) as tone,
    bit_or(felt & {lower}) as slight, bit_or((felt >> 1) & {lower}) as clear, bit_or(felt & (felt >> 1) & {lower}) as strong
  from told
  group by feedback_id, touchpoint
),
entries as (
  select
    feedback_id, touchpoint is null as is_elsewhere,
    list({{
      'touchpoint': touchpoint, 'by_word': by_word, 'tone': tone,
      'felt': (clear << 1) | strong | (slight & ~clear)
    }} order by first) as scores
  from by_touchpoint
  group by feedback_id, is_elsewhere
),
complaint as (
  select told.feedback_id, told.touchpoint, max(told.ordinal) as last
  from told
  cross join (
    select bit_or(cast(1 as bigint) << (2 * (cast(position as integer) - 1))) filter (is_complaint) as complaints
    from emotion
  )
  where told.tone <= {tone} and told.confidence >= {confidence} and (told.felt | (told.felt >> 1)) & complaints <> 0
  group by told.feedback_id, told.touchpoint
),
settled as (
  select complaint.feedback_id, complaint.touchpoint
  from complaint
  inner join told
    on complaint.feedback_id = told.feedback_id and complaint.touchpoint is not distinct from told.touchpoint
    and told.ordinal > complaint.last
  where -told.tone <= {tone} and told.confidence >= {confidence}
)
select
  feedback_id,
  arg_min(entries.scores, entries.is_elsewhere) as touchpoint_scores,
  feedback_id in (
    select complaint.feedback_id
    from complaint
    anti join settled
      on complaint.feedback_id = settled.feedback_id and complaint.touchpoint is not distinct from settled.touchpoint
  ) as complains
from entries
group by feedback_id
"""


def mention_scores(mentions: str) -> str:
    """A SELECT of feedback_id, touchpoint_scores and complains, as in feedback, a row per answer with mentions.

    ``mentions`` names a table like mention. A complaint is settled, and none, where a later mention of the comment at the
    same touchpoint is clearly praise.
    """
    return _SCORES.format(mentions=mentions, lower=_LOWER_BITS, tone=COMPLAINT_TONE, confidence=COMPLAINT_CONFIDENCE)
