-- Scored comments by what was answered beside them: `kind` is nps (band: promoter, passive, detractor) or rating (high,
-- middle, low).

create macro band_position(band) as list_position(['promoter', 'high', 'passive', 'middle', 'detractor', 'low'], band);

create macro scored_in_bands(filter, kind) as table
  select
    case kind when 'nps' then band else rated_band end as answer_band,
    leading_emotion, felt
  from selected(filter)
  where state = 'scored' and case kind when 'nps' then band else rated_band end is not null;

create macro emotion_counts_by_band(filter, kind) as table
  with counted as (
    select answer_band, present_in(felt) as present, count(*) as n
    from scored_in_bands(filter, kind)
    group by all
  ),
  bands as (
    select answer_band, cast(sum(n) as bigint) as n
    from counted
    group by answer_band
  ),
  found as (
    select counted.answer_band, emotion.emotion, cast(sum(counted.n) as bigint) as hits
    from counted
    inner join warehouse.emotion on counted.present & emotion_bit(emotion.position) <> 0
    group by all
  )
  select bands.answer_band, emotion.emotion, emotion.position, bands.n, coalesce(found.hits, 0) as hits
  from bands
  cross join warehouse.emotion
  left join found using (answer_band, emotion);

-- The emotion '' is none found, at the last position.
create macro leading_emotion_counts_by_band(filter, kind) as table
  with counted as (
    select answer_band, coalesce(leading_emotion, '') as emotion, count(*) as hits
    from scored_in_bands(filter, kind)
    group by all
  ),
  bands as (
    select answer_band, cast(sum(hits) as bigint) as n
    from counted
    group by answer_band
  ),
  columns_drawn as (
    select emotion, position from warehouse.emotion
    union all
    select '' as emotion, 999 as position
  )
  select bands.answer_band, columns_drawn.emotion, columns_drawn.position, bands.n, coalesce(counted.hits, 0) as hits
  from bands
  cross join columns_drawn
  left join counted using (answer_band, emotion);
