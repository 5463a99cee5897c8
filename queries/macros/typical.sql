-- Which comments are most like all that are selected: the rule by which one of them is quoted as typical.

-- Whether a comment says one thing: its tone goes with its emotions where these are all good or all bad, and not against the
-- score given, which where it is high or low is told by the bands of NPS and rating.
create macro agrees(tone, present, band, rated_band) as
  case
    when present & positive_emotions() <> 0 and present & negative_emotions() = 0 then tone > 0
    when present & negative_emotions() <> 0 and present & positive_emotions() = 0 then tone < 0
    else true
  end
  and not (tone > 0 and (band is not distinct from 'detractor' or rated_band is not distinct from 'low'))
  and not (tone < 0 and (band is not distinct from 'promoter' or rated_band is not distinct from 'high'));

-- The scored ones, each with ``distance``: |tone - mean tone| / 2 + 1 - cosine of its present emotions with the group's
-- shares of all emotions. group_n and mean_tone are those of all of them; is_read is whether it is in the language read.
create macro scored_by_likeness(filter, language_read) as table
  with scored as (
    select
      place, feedback_id, answered_at, tone, confidence, intensity, consent_quote, text_length, band, rated_band,
      coalesce(language = cast(language_read as varchar), false) as is_read, present_in(felt) as present
    from selected(filter)
    where state = 'scored'
  ),
  whole as (
    select count(*) as group_n, avg(tone) as mean_tone
    from scored
  ),
  mixes as (
    select present, count(*) as n
    from scored
    group by present
  ),
  parts as (
    select emotion.position, sum(mixes.n) / any_value(whole.group_n) as share
    from mixes
    inner join warehouse.emotion on mixes.present & emotion_bit(emotion.position) <> 0
    cross join whole
    group by emotion.position
  ),
  likeness as (
    select mixes.present, sum(parts.share) / sqrt(count(*)) / any_value(mix.length) as cosine
    from mixes
    inner join parts on mixes.present & emotion_bit(parts.position) <> 0
    cross join (select sqrt(sum(share * share)) as length from parts) as mix
    group by mixes.present
  )
  select
    scored.place, scored.feedback_id, scored.answered_at, scored.tone, scored.confidence, scored.intensity,
    scored.consent_quote, scored.text_length,
    scored.text_length between 10 and 240 as is_handy, scored.is_read,
    agrees(scored.tone, scored.present, scored.band, scored.rated_band) as agrees,
    round(abs(scored.tone - whole.mean_tone) / 2 + 1 - coalesce(likeness.cosine, 0), 9) as distance,
    whole.group_n, whole.mean_tone
  from scored
  cross join whole
  left join likeness using (present);
