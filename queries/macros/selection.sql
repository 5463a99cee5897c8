-- The rows of feedback that filters let through.

-- Whether the conditions on an answer's own columns let it through. The comment behind a line names the fields of a
-- filter without which queries/narrow.py leaves it out.
create macro lets_through(
  filter, place, answered_at, touchpoint, channel, product, segment, language, state, valence, nps_score, rating,
  rating_max, tone, confidence, intensity, felt, leading_emotion, text_folded
) as
  true
  and (cast(filter['date_until'] as timestamp) is null or answered_at < cast(filter['date_until'] as timestamp)) -- date_until
  and allows(filter['touchpoints'], coalesce(touchpoint, '')) -- touchpoints
  and allows(filter['channels'], coalesce(channel, '')) -- channels
  and allows(filter['products'], coalesce(product, '')) -- products
  and allows(filter['segments'], coalesce(segment, '')) -- segments
  and allows(filter['languages'], coalesce(language, '')) -- languages
  and allows(filter['states'], state) -- states
  and allows(filter['valences'], valence) -- valences
  and allows(filter['leading_emotions'], coalesce(leading_emotion, '')) -- leading_emotions
  and allows(filter['nps_bands'], nps_band(nps_score)) -- nps_bands
  and is_rated(rating, rating_max, filter['rating_bands']) -- rating_bands
  and (cast(filter['tone_from'] as float) is null or tone >= cast(filter['tone_from'] as float)) -- tone_from
  and (cast(filter['tone_until'] as float) is null or tone < cast(filter['tone_until'] as float)) -- tone_until
  and (cast(filter['confidence_from'] as float) is null or confidence >= cast(filter['confidence_from'] as float)) -- confidence_from
  and (cast(filter['intensity_from'] as tinyint) is null or intensity >= cast(filter['intensity_from'] as tinyint)) -- intensity_from
  and feels(felt, filter) -- emotions
  and (cast(filter['contains'] as varchar) = '' or contains(text_folded, cast(filter['contains'] as varchar))) -- contains
  and contains_all(text_folded, filter['phrases']) -- phrases
  and contains_none(text_folded, filter['without_phrases']) -- without_phrases
  and is_found(filter, place) -- search
;

-- The customers' answers that a filter lets through; `place` finds a row again quickly.
create macro matching_customers(filter) as table
  select
    feedback.*, feedback.rowid as place, cast(null as bigint) as block, nps_band(nps_score) as band,
    rating = rating_max as full_marks
  from warehouse.feedback
  where audience = 'customer'
    and cast(filter['audience'] as varchar) = 'customer'
    and lets_through(
      filter, feedback.rowid, answered_at, touchpoint, channel, product, segment, language, state, valence, nps_score,
      rating, rating_max, tone, confidence, intensity, felt, leading_emotion, text_folded
    )
    and says(filter, feedback_id) -- words, without_words
;

-- The employees' answers that a filter lets through, as they may be shown; `least` is the size of their blocks.
create macro matching_employees(filter) as table
  select
    employees.* exclude (shared_source, shared_channel, shared_product, shared_segment)
      replace (
        shared_source as source, shared_channel as channel, shared_product as product, shared_segment as segment,
        cast(null as varchar) as customer_key, cast(null as varchar) as source_id
      )
      rename (shared_band as band, shared_full_marks as full_marks)
  from employees_in_blocks() as employees
  where cast(filter['audience'] as varchar) = 'employee'
    and lets_through(
      filter, employees.place, answered_at, touchpoint, channel, product, segment, language, state, valence, nps_score,
      rating, rating_max, tone, confidence, intensity, felt, leading_emotion, text_folded
    )
    and says(filter, employees.feedback_id) -- words, without_words
;

-- Of these only whole blocks, those in which every answer is let through, so that what two questions differ by is whole
-- blocks too and tells of no fewer people than one may ask about.
create macro whole_blocks(filter) as table
  select * exclude (least)
  from matching_employees(filter)
  qualify count(*) over (partition by block) = least;

-- The rows of feedback that a queries.Filter lets through, those before its first day too; of the two parts only one is
-- ever planned.
create macro selected_until(filter) as table
  select *
  from matching_customers(filter)
  union all by name
  select *
  from whole_blocks(filter);

create macro has_begun(filter, answered_at) as
  cast(filter['date_from'] as timestamp) is null or answered_at >= cast(filter['date_from'] as timestamp);

-- The rows of feedback that a queries.Filter lets through. A grouping that could split a block of employees' goes by these
-- columns: answered_at, touchpoint, source, channel, product and segment (what the block has in common), band (of the
-- recommend question) and full_marks.
create macro selected(filter) as table
  select *
  from selected_until(filter)
  where true
    and has_begun(filter, answered_at) -- date_from
;

-- What two filters both let through.
create macro selected_by_both(filter, other) as table
  select feedback_id
  from matching_customers(filter) as chosen
  where cast(other['audience'] as varchar) = 'customer'
    and lets_through(
      other, chosen.place, answered_at, touchpoint, channel, product, segment, language, state, valence, nps_score,
      rating, rating_max, tone, confidence, intensity, felt, leading_emotion, text_folded
    )
    and says(other, chosen.feedback_id)
    and has_begun(filter, answered_at)
    and has_begun(other, answered_at)
  union all
  select feedback_id
  from whole_blocks(filter)
  semi join whole_blocks(other) using (feedback_id)
  where has_begun(filter, answered_at) and has_begun(other, answered_at);
