-- Tone and emotions where a filter keeps touchpoints: those of what an answer says there (METRICS), of an answer without
-- mentions its own. `there` are the kept touchpoint_scores. What ends in _told is written in queries (queries/selections.py) as
-- _there where the filter limits touchpoints, and else as what holds for the whole answer. A complaint is of the whole
-- answer, and so is the confidence, which the file does not tell by touchpoint.

create macro tone_of(there, own) as
  case when there is null then own else cast(list_avg(list_transform(there, lambda said: said.tone)) as float) end;

-- The stronger of two intensities of each emotion.
create macro joined_felt(one, other) as
  ((one | other) & 3074457345618258602)
  | (((one & (one >> 1)) | (other & (other >> 1)) | ((one | other) & ~((one | other) >> 1))) & 6148914691236517205);
create macro felt_of(there, own) as
  case
    when there is null then own
    else list_reduce(
      list_transform(there, lambda said: said.felt),
      lambda one, other: joined_felt(one, other),
      cast(0 as bigint)
    )
  end;

create macro intensity_of(emotion_bits) as
  cast(case
    when present_from(emotion_bits, 3) <> 0 then 3
    when present_from(emotion_bits, 2) <> 0 then 2
    when emotion_bits <> 0 then 1
    when emotion_bits = 0 then 0
  end as utinyint);
create macro valence_of(emotion_bits) as
  case
    when present_in(emotion_bits) & positive_emotions() = 0
      then case when present_in(emotion_bits) & negative_emotions() = 0 then 'neutral' else 'negative' end
    when present_in(emotion_bits) & negative_emotions() = 0 then 'positive'
    when emotion_bits is not null then 'mixed'
  end;

-- The strongest emotion; among equals the one that leads in the whole answer, then the first in their order.
create macro strongest_in(emotion_bits) as
  coalesce(
    nullif(emotion_bits & (emotion_bits >> 1) & 6148914691236517205, 0),
    nullif((emotion_bits >> 1) & 6148914691236517205, 0),
    emotion_bits & 6148914691236517205
  );
create macro first_of(lower_bits) as cast(bit_count((lower_bits & -lower_bits) - 1) as integer) // 2 + 1;
create macro leading_among(strongest, leading_emotion) as
  case
    when strongest = 0 then null
    when strongest & emotion_bit(list_position(emotion_names(), leading_emotion)) <> 0 then leading_emotion
    else emotion_names()[first_of(strongest)]
  end;
create macro leading_of(emotion_bits, leading_emotion) as leading_among(strongest_in(emotion_bits), leading_emotion);

-- The rows of feedback at these touchpoints so: no other is worked out.
create macro feedback_there(filter) as table
  select
    joined.* exclude (there) replace (
      case when there is null then valence else valence_of(felt) end as valence,  -- where asked for
      case when there is null then intensity else intensity_of(felt) end as intensity,  -- where asked for
      case when there is null then leading_emotion else leading_of(felt, leading_emotion) end as leading_emotion,  -- where asked for
    )
  from (
    select answers.* replace (
      tone_of(there, tone) as tone,  -- where asked for
      felt_of(there, felt) as felt,  -- where asked for
    )
    from (
      select feedback.*, feedback.rowid, said_at(touchpoint_scores, filter['touchpoints']) as there
      from warehouse.feedback
      where is_at(touchpoint_scores, touchpoint, filter['touchpoints'])
    ) as answers
  ) as joined;

-- The same of single rows, such as those of a page; valence and intensity of emotions as felt_there has given them.
create macro tone_there(filter, scores, tone) as tone_of(said_at(scores, filter['touchpoints']), tone);
create macro felt_there(filter, scores, felt) as felt_of(said_at(scores, filter['touchpoints']), felt);
create macro intensity_there(filter, scores, felt, intensity) as
  case when scores is null then intensity else intensity_of(felt) end;
create macro valence_there(filter, scores, felt, valence) as
  case when scores is null then valence else valence_of(felt) end;
create macro tone_whole(filter, scores, tone) as tone;
create macro felt_whole(filter, scores, felt) as felt;
create macro intensity_whole(filter, scores, felt, intensity) as intensity;
create macro valence_whole(filter, scores, felt, valence) as valence;
