-- Scored comments by what was answered beside them: `kind` is nps (band: promoter, passive, detractor) or rating (high,
-- middle, low).

create macro band_position(band) as list_position(['promoter', 'high', 'passive', 'middle', 'detractor', 'low'], band);

-- The emotion '' is none found, at the last position.
create macro leading_emotion_counts_by_band(filter, kind) as table
  with counted as (
    select
      case kind when 'nps' then band else rated_band end as answer_band,
      coalesce(leading_emotion, '') as emotion,
      count(*) as hits
    from selected(filter)
    where state = 'scored' and answer_band is not null
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
