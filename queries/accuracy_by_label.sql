-- How often is the scorer right on what people have said of customers' comments?
-- Grain: one row per label: tone as a whole (''), each tone, each emotion that somebody sees; present are those right
-- Params: none
-- Columns: about, label, labelled, found, both, n, present, share, share_low, share_high, size
with tones as (
  select unnest(['positive', 'neutral', 'negative']) as label, unnest([1, 2, 3]) as position
),
signs as (
  select
    case when said_tone >= 1 / 3 then 'positive' when said_tone <= -1 / 3 then 'negative' else 'neutral' end as said,
    case when tone >= 1 / 3 then 'positive' when tone <= -1 / 3 then 'negative' else 'neutral' end as scored
  from own_label
  where said_tone is not null
),
feelings as (
  select
    emotion.emotion, emotion.position,
    present_in(own_label.said_felt) & emotion_bit(emotion.position) <> 0 as is_said,
    present_in(own_label.felt) & emotion_bit(emotion.position) <> 0 as is_scored
  from own_label
  cross join warehouse.emotion
  where own_label.said_felt is not null
),
counted as (
  select
    'tone' as about, '' as label, 0 as position, cast(null as bigint) as labelled, cast(null as bigint) as found,
    cast(null as bigint) as both, count(*) as n, count(*) filter (said = scored) as right
  from signs
  union all by name
  select
    'tone' as about, tones.label, tones.position,
    count(*) filter (signs.said = tones.label) as labelled,
    count(*) filter (signs.scored = tones.label) as found,
    count(*) filter (signs.said = tones.label and signs.scored = tones.label) as both,
    count(*) as n,
    count(*) filter ((signs.said = tones.label) = (signs.scored = tones.label)) as right
  from signs
  cross join tones
  group by tones.label, tones.position
  union all by name
  select
    'emotion' as about, emotion as label, position,
    count(*) filter (is_said) as labelled,
    count(*) filter (is_scored) as found,
    count(*) filter (is_said and is_scored) as both,
    count(*) as n,
    count(*) filter (is_said = is_scored) as right
  from feelings
  group by emotion, position
  having bool_or(is_said or is_scored)
)
select
  counted.about, counted.label,
  shown(counted.labelled, counted.n, rule) as labelled,
  shown(counted.found, counted.n, rule) as found,
  shown(counted.both, counted.n, rule) as both,
  figures.n, figures.present, figures.share, figures.low as share_low, figures.high as share_high, figures.size
from (
  select counted.*, rule, share_figures(counted.n, counted.right, rule) as figures
  from counted
  cross join small_numbers({'audience': 'customer'})
  where counted.n > 0
) as counted
order by counted.about desc, counted.position
