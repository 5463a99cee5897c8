-- What goes with a higher or lower mean of what was answered: `measure` is nps (1, 0 or -1 by answer), rating (on its
-- scale, or on 0 to 1 where scales are mixed) or tone (of scored comments), `about` touchpoint, emotion, topic, or another
-- dimension, such as an attribute. One row per theme: '' is none; topics are nouns, English words and pairs, large enough to
-- rank, the `most` largest impacts.

create macro scale_of_ratings(filter, measure) as table
  select
    case
      when measure = 'rating' then (select common_top(rating_max) from selected(filter) where rating is not null)
    end as top;

create macro value_measured(measure, nps_score, rating, rating_max, tone, top) as
  case
    when measure = 'tone' then cast(tone as double)
    when measure = 'nps'
      then cast(cast(is_promoter(nps_score) as tinyint) - cast(is_detractor(nps_score) as tinyint) as double)
    else on_scale(rating, rating_max, top)
  end;

create macro is_measured(measure, nps_score, rating, tone) as
  case measure when 'nps' then nps_score is not null when 'rating' then rating is not null else tone is not null end;

create macro answers_measured(filter, measure) as table
  select
    block, felt, topics, pairs,
    places_there(felt, touchpoint_scores, filter) as there,
    value_measured(measure, nps_score, rating, rating_max, tone, scale.top) as value
  from selected(filter)
  cross join scale_of_ratings(filter, measure) as scale
  where is_measured(measure, nps_score, rating, tone);

-- An answer is there once for each touchpoint that it is at.
create macro answers_measured_at_touchpoints(filter, measure) as table
  select block, touchpoint, value_measured(measure, nps_score, rating, rating_max, tone, scale.top) as value
  from selected_at_touchpoints(filter)
  cross join scale_of_ratings(filter, measure) as scale
  where is_measured(measure, nps_score, rating, tone);

create macro answers_measured_in_parts(filter, measure, about) as table
  select part, value_measured(measure, nps_score, rating, rating_max, tone, scale.top) as value
  from selected_in_parts(filter, about)
  cross join scale_of_ratings(filter, measure) as scale
  where is_measured(measure, nps_score, rating, tone);

-- n, total and squares of the theme's answers and (of_) of all; impact is the mean of all minus that without the theme,
-- n (mean - of_mean) / (of_n - n); smaller is the smaller of the theme and the rest.
create macro driver_sums(filter, measure, about, most) as table
  with answers as (
    from answers_measured(filter, measure)
  ),
  whole as (
    select count(*) as n, coalesce(sum(value), 0) as total, coalesce(sum(value * value), 0) as squares
    from answers
  ),
  -- Lemmas that are met early, which most of those said are, have codes of two bytes, by which DuckDB counts in an array.
  in_blocks as (
    select touchpoint as theme, block, count(*) as n, sum(value) as total, sum(value * value) as squares
    from answers_measured_at_touchpoints(filter, measure)
    where about = 'touchpoint'
    group by touchpoint, block
    union all
    select part as theme, cast(null as bigint) as block, count(*) as n, sum(value) as total, sum(value * value) as squares
    from answers_measured_in_parts(filter, measure, about)
    where about not in ('touchpoint', 'emotion', 'topic')
    group by part
    union all
    select pair.pair as theme, cast(null as bigint) as block, said.n, said.total, said.squares
    from (
      select told.said.code as code, count(*) as n, sum(value) as total, sum(value * value) as squares
      from (
        select unnest(pairs) as said, value, there
        from answers
        where about = 'topic' and block is null
      ) as told
      where told.said.code in (select named.code from warehouse.pair as named) and is_said_there(told.said.at, told.there)
      group by told.said.code
    ) as said
    inner join warehouse.pair using (code)
    union all
    select emotion.emotion as theme, mixes.block, cast(sum(mixes.n) as bigint) as n,
      sum(mixes.total) as total, sum(mixes.squares) as squares
    from (
      select present_in(felt) as present, block, count(*) as n, sum(value) as total, sum(value * value) as squares
      from answers
      where about = 'emotion'
      group by present, block
    ) as mixes
    inner join warehouse.emotion on mixes.present & emotion_bit(emotion.position) <> 0
    group by emotion.emotion, mixes.block
    union all
    select lemma.lemma as theme, said.block, said.n, said.total, said.squares
    from (
      select cast(short_code as uinteger) as code, cast(null as bigint) as block, n, total, squares
      from (
        select cast(code as usmallint) as short_code, count(*) as n, sum(value) as total, sum(value * value) as squares
        from (
          select unnest(topics) as code, value
          from answers
          where about = 'topic' and block is null
        )
        where code < 65536
        group by short_code
      )
      union all
      select code, cast(null as bigint) as block, count(*) as n, sum(value) as total, sum(value * value) as squares
      from (
        select unnest(topics) as code, value
        from answers
        where about = 'topic' and block is null and topics[-1] >= 65536
      )
      where code >= 65536
      group by code
      union all
      select code, block, count(*) as n, sum(value) as total, sum(value * value) as squares
      from (
        select unnest(topics) as code, block, value
        from answers
        where about = 'topic' and block is not null
      )
      group by code, block
    ) as said
    inner join warehouse.lemma using (code)
  ),
  -- As a filter by the theme selects: of employees the blocks in which all answers have it.
  themes as (
    select
      in_blocks.theme, cast(sum(in_blocks.n) as bigint) as n, sum(in_blocks.total) as total,
      sum(in_blocks.squares) as squares
    from in_blocks
    cross join small_numbers(filter)
    where in_blocks.block is null or in_blocks.n = rule.hidden_below
    group by in_blocks.theme
    having about <> 'topic'
      or sum(in_blocks.n) >= any_value(rule.few_below)
  ),
  measured as (
    select
      themes.theme, themes.n, themes.total, themes.squares,
      whole.n as of_n, whole.total as of_total, whole.squares as of_squares,
      cast(least(themes.n, whole.n - themes.n) as bigint) as smaller,
      themes.n * (themes.total / themes.n - whole.total / whole.n) / nullif(whole.n - themes.n, 0) as impact
    from themes
    cross join whole
  )
  select about as dimension, measured.*
  from measured
  qualify about <> 'topic' or row_number() over (order by abs(impact) desc nulls last, theme) <= most;
