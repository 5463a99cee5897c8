-- What customers talk of: terms, which are nouns and English words (feedback.topics, by code as in lemma) and pairs of a noun
-- and what is said of it (feedback.pairs, by code as in pair). A noun is said in a comment, a pair in one of its mentions.

-- At which of its touchpoints what a comment says counts, as bits by pairs.at: those that the filter names, and where it names
-- emotions, those with one of them there. Bit 0 is for what is said of none.
create macro is_there(touchpoint, felt, filter) as
  (
    len(cast(filter['touchpoints'] as varchar[])) = 0
    or list_contains(cast(filter['touchpoints'] as varchar[]), coalesce(touchpoint, ''))
  )
  and (not has_emotions(filter) or has_one(felt, filter));
create macro places_there(felt, scores, filter) as
  case
    when len(cast(filter['touchpoints'] as varchar[])) = 0 and not has_emotions(filter) then cast(-1 as bigint)
    else
      case when is_there(case when scores is null then filter['touchpoints'][1] end, felt, filter) then 1 else 0 end
      + coalesce(cast(list_sum(list_transform(
        scores[:60],
        lambda said, number: case when is_there(said.touchpoint, said.felt, filter) then cast(1 as bigint) << number else 0 end
      )) as bigint), 0)
  end;
create macro is_said_there(touchpoint_number, there) as (there >> least(touchpoint_number, 61)) & 1 = 1;

-- Which answers are about one of the terms of the filter's topic, which commas part.
create macro terms_of(topic) as
  list_transform(string_split(cast(topic as varchar), ','), lambda term: trim(regexp_replace(term, '\s*\+\s*', '+', 'g')));
create macro about_topic(filter) as table
  select feedback.rowid as place
  from warehouse.feedback
  inner join (
    select feedback_id
    from warehouse.feedback_lemma
    where lemma in (
      select unnest(list_concat(
        terms_of(filter['topic']),
        list_transform(terms_of(filter['topic']), lambda term: term || '/NNG'),
        list_transform(terms_of(filter['topic']), lambda term: term || '/NNP')
      ))
    )
  ) using (feedback_id)
  union all
  select place
  from (
    select
      rowid as place,
      places_there(
        case
          when len(cast(filter['touchpoints'] as varchar[])) = 0 then felt
          else felt_there(filter, touchpoint_scores, felt)
        end,
        touchpoint_scores, filter
      ) as there,
      unnest(pairs) as said
    from warehouse.feedback
  )
  where said.code in (
    select named.code from warehouse.pair as named where list_contains(terms_of(filter['topic']), named.pair)
  )
    and is_said_there(said.at, there);
create macro is_about(place_of_answer, filter) as place_of_answer in (select about.place from about_topic(filter) as about);

-- The comments of a selection in which topics are looked for: what employees say is nobody's to list.
create macro comments_with_terms(filter) as table
  select place, answered_at, topics, pairs, places_there(felt, touchpoint_scores, filter) as there
  from selected(filter)
  where state = 'scored' and block is null;

-- How many of these comments have each noun and pair: `term` as it is shown, without part of speech.
create macro term_counts(filter) as table
  with comments as (
    from comments_with_terms(filter)
  )
  select split_part(lemma.lemma, '/', 1) as term, false as is_pair, cast(sum(said.n) as bigint) as n
  from (
    select cast(short_code as uinteger) as code, count(*) as n
    from (
      select cast(code as usmallint) as short_code
      from (select unnest(topics) as code from comments)
      where code < 65536
    )
    group by short_code
    union all
    select code, count(*) as n
    from (select unnest(topics) as code from comments where topics[-1] >= 65536)
    where code >= 65536
    group by code
  ) as said
  inner join warehouse.lemma using (code)
  group by all
  union all
  select pair.pair as term, true as is_pair, said.n
  from (
    select said.code, count(*) as n
    from (select there, unnest(pairs) as said from comments)
    where said.code in (select named.code from warehouse.pair as named) and is_said_there(said.at, there)
    group by said.code
  ) as said
  inner join warehouse.pair using (code);

-- The codes of terms, each with the number of the topic that it belongs to: of nouns, and (`is_pair`) of pairs.
create macro term_codes(asked) as table
  with listed as (
    select topic, unnest(terms) as term
    from (
      select unnest(cast(asked as varchar[][])) as terms, unnest(range(1, len(asked) + 1)) as topic
    )
  )
  select lemma.code, false as is_pair, listed.topic
  from listed
  inner join warehouse.lemma on lemma.lemma in (listed.term, listed.term || '/NNG', listed.term || '/NNP')
  union all
  select pair.code, true as is_pair, listed.topic
  from listed
  inner join warehouse.pair on pair.pair = listed.term;

-- Which topics each comment has, as bits: that of the first is the lowest; at most 60 topics.
create macro topic_bits(filter, asked) as table
  select place, bit_or(cast(1 as bigint) << (topic - 1)) as bits
  from (
    select said.place, codes.topic
    from (select place, unnest(topics) as code from comments_with_terms(filter)) as said
    inner join term_codes(asked) as codes on said.code = codes.code and not codes.is_pair
    union all
    select told.place, codes.topic
    from (select place, there, unnest(pairs) as said from comments_with_terms(filter)) as told
    inner join term_codes(asked) as codes on told.said.code = codes.code and codes.is_pair
    where is_said_there(told.said.at, told.there)
  )
  group by place;

-- The chance that of `drawn` comments out of `of_all`, `had` of which have something, at least `k` have it: the upper tail of
-- the hypergeometric distribution, summed while it matters. 1 where k is no more than is to be expected.
create macro log_choose(n, k) as lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0);
create macro chance_of_at_least(k, had, drawn, of_all) as
  case
    when cast(k as double) * of_all <= cast(had as double) * drawn then 1.0
    else least(1.0, list_sum(list_transform(
      range(cast(k as bigint), cast(least(had, drawn, k + 400) + 1 as bigint)),
      lambda i: exp(log_choose(had, i) + log_choose(of_all - had, drawn - i) - log_choose(of_all, drawn))
    )))
  end;
