-- Which emotions are in a comment, by the bits of feedback.felt.

-- The emotions that make a promoter's comment a complaint (METRICS, disagreements).
create macro is_complaint(emotion) as emotion in ('anxiety', 'disappointment', 'frustration', 'anger');

-- What is felt (feedback.felt): two bits an emotion, its intensity from 0 (not present) to 3, the first emotion's lowest.

create macro felt_bit(position) as cast(1 as bigint) << (2 * (cast(position as integer) - 1));
-- The lower bits of the emotions that are felt with at least an intensity of 1 to 3.
create macro felt_from(felt, least) as
  case
    when least >= 3 then felt & (felt >> 1)
    when least = 2 then felt >> 1
    else felt | (felt >> 1)
  end & 6148914691236517205;
create macro present_in(felt) as felt_from(felt, 1);
-- Intensities of some emotions, given by their lower bits, added up.
create macro felt_sum(felt, bits) as
  cast(bit_count(felt & bits) as bigint) + 2 * cast(bit_count((felt >> 1) & bits) as bigint);
create macro present_emotions(felt) as (
  select coalesce(list(emotion.emotion order by emotion.position), cast([] as varchar[]))
  from warehouse.emotion
  where present_in(felt) & felt_bit(emotion.position) <> 0
);

create macro has_emotions(filter) as len(cast(filter['emotions'] as varchar[])) > 0;
create macro feels(felt, filter) as
  not has_emotions(filter)
  or felt_from(felt, coalesce(cast(filter['intensity_from'] as tinyint), 1)) & cast(filter['emotion_bits'] as bigint) <> 0;
