-- Which emotions are in a comment, by its emotion bits (feedback.felt): two bits an emotion, its intensity from 0 (not
-- present) to 3, those of the emotion at position 1 lowest. Room for 31 emotions.

create macro emotion_bit(position) as cast(1 as bigint) << (2 * (cast(position as integer) - 1));
-- The lower bits of the emotions that are present with at least an intensity of 1 to 3.
create macro present_from(emotion_bits, least) as
  case
    when least >= 3 then emotion_bits & (emotion_bits >> 1)
    when least = 2 then emotion_bits >> 1
    else emotion_bits | (emotion_bits >> 1)
  end & 6148914691236517205;
create macro present_in(emotion_bits) as present_from(emotion_bits, 1);
-- Intensities of some emotions, given by their lower bits, added up.
create macro intensity_sum(emotion_bits, lower_bits) as
  cast(bit_count(emotion_bits & lower_bits) as bigint)
  + 2 * cast(bit_count((emotion_bits >> 1) & lower_bits) as bigint);
create macro present_emotions(emotion_bits) as (
  select coalesce(list(emotion.emotion order by emotion.position), cast([] as varchar[]))
  from warehouse.emotion
  where present_in(emotion_bits) & emotion_bit(emotion.position) <> 0
);

-- What emotions count as (METRICS), by their lower bits: one row.
create table emotion_kind as
select
  coalesce(bit_or(emotion_bit(position)) filter (capital_sign = 1), 0) as deposits,
  coalesce(bit_or(emotion_bit(position)) filter (capital_sign = -1), 0) as withdrawals,
  coalesce(bit_or(emotion_bit(position)) filter (is_complaint), 0) as complaints
from warehouse.emotion;

create macro has_emotions(filter) as len(cast(filter['emotions'] as varchar[])) > 0;
create macro has_one(emotion_bits, filter) as
  present_from(emotion_bits, coalesce(cast(filter['intensity_from'] as tinyint), 1))
  & cast(filter['emotion_bits'] as bigint) <> 0;
