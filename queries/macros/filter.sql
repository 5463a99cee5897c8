-- What the conditions of filters (queries/filter.py) are made of. They are asked only of a filter that has them.

-- The first phrase is looked for by itself: most searches have one, which needs no walk through a list.
create macro contains_all(text_folded, phrases) as
  len(cast(phrases as varchar[])) = 0
  or coalesce(contains(text_folded, cast(phrases as varchar[])[1]), false)
  and (
    len(cast(phrases as varchar[])) = 1
    or len(list_filter(cast(phrases as varchar[]), lambda phrase: not contains(text_folded, phrase))) = 0
  );
create macro contains_none(text_folded, phrases) as
  len(list_filter(cast(phrases as varchar[]), lambda phrase: contains(text_folded, phrase))) = 0;

-- Where a text was found that was asked for (queries/found_text.py): the places in feedback of one search.
create table found_text (search integer not null, place uinteger not null);
create macro is_found(filter, place) as
  place in (
    select cast(found_text.place as bigint)
    from found_text
    where found_text.search = cast(filter['search'] as integer)
  );

-- An answer to several open questions has a row for each comment; the first alone has its figures, which the others repeat.
create macro nps_of_answer(nps_score, answer_nps_score) as coalesce(nps_score, answer_nps_score);
create macro has_full_marks(rating, rating_max, answer_rating, answer_rating_max) as
  coalesce(rating = rating_max, answer_rating = answer_rating_max);

-- What an answer says at each touchpoint that it is at: those of its mentions, or, without mentions, its own.
create macro at_touchpoints(scores, touchpoint, tone, felt) as
  coalesce(scores, [{'touchpoint': touchpoint, 'by_word': false, 'tone': tone, 'felt': felt}]);
create macro first_touchpoint(scores, touchpoint) as
  case when scores is null then touchpoint else scores[1].touchpoint end;
create macro said_at(scores, touchpoints) as
  list_filter(scores, lambda said: list_contains(cast(touchpoints as varchar[]), coalesce(said.touchpoint, '')));
create macro is_at(scores, touchpoint, touchpoints) as
  case
    when scores is null then list_contains(cast(touchpoints as varchar[]), coalesce(touchpoint, ''))
    else len(said_at(scores, touchpoints)) > 0
  end;

create macro is_promoter(nps_score) as nps_score >= 9;
create macro is_detractor(nps_score) as nps_score <= 6;
create macro nps_band(nps_score) as
  case
    when is_promoter(nps_score) then 'promoter'
    when is_detractor(nps_score) then 'detractor'
    when nps_score is not null then 'passive'
  end;

create macro rating_band(rating, rating_max) as
  case
    when 10 * rating >= 7 * rating_max then 'high'
    when 10 * rating <= 4 * rating_max then 'low'
    when rating is not null and rating_max is not null then 'middle'
  end;
create macro rating_band_of_answer(rating, rating_max, answer_rating, answer_rating_max) as
  rating_band(coalesce(rating, answer_rating), coalesce(rating_max, answer_rating_max));

-- high holds full as well: full is the top of the scale, high the upper three tenths.
create macro is_rated(rating, rating_max, bands) as
  list_contains(cast(bands as varchar[]), 'full') and rating = rating_max
  or list_contains(cast(bands as varchar[]), rating_band(rating, rating_max));

-- What is said: a search by word asks for one lemma of each group of `words` (at most 60) and none of `without_words`.

create macro group_count(filter) as len(cast(filter['words'] as varchar[][]));
create macro has_group(filter, lemma) as list_contains(flatten(cast(filter['words'] as varchar[][])), lemma);
create macro group_bits(filter, lemma) as
  cast(list_sum(list_transform(
    cast(filter['words'] as varchar[][]),
    lambda words, number: case when list_contains(words, lemma) then cast(1 as bigint) << (number - 1) else 0 end
  )) as bigint);

create macro saying(filter) as table
  select feedback_id
  from warehouse.feedback_lemma
  where group_count(filter) = 1 and has_group(filter, lemma)
  union all
  select feedback_id
  from warehouse.feedback_lemma
  where group_count(filter) > 1 and has_group(filter, lemma)
  group by feedback_id
  having bit_or(group_bits(filter, lemma)) = (cast(1 as bigint) << group_count(filter)) - 1;
create macro saying_otherwise(filter) as table
  select feedback_id
  from warehouse.feedback_lemma
  where list_contains(cast(filter['without_words'] as varchar[]), lemma);
create macro says_all(filter, id) as id in (select said.feedback_id from saying(filter) as said);
create macro says_none(filter, id) as
  id not in (select said.feedback_id from saying_otherwise(filter) as said);

-- The value that all rows of a group have, or null.
create macro in_common(value) as
  case when count(value) = count(*) and min(value) = max(value) then min(value) end;
