-- Customers over channels: what one customer answers in order of time, and what comes after what. Customers are told apart
-- by a keyed hash; answers without a customer or a date have no place in an order. Only who may read comments asks this.

-- From this tone down a comment is strongly negative: negative rather than positive with a chance of about 0.8.
create macro is_strongly_negative(tone) as tone <= -0.6;

-- Small numbers by people: a group of fewer is hidden, however many answers they have given.
create macro rule_of_people(rule, people) as {
  'shows_none': rule.shows_none,
  'hidden_below': case when people < rule.hidden_below then 9223372036854775807 else rule.hidden_below end,
  'few_below': rule.few_below
};

-- When the company has replied, or that it has.
create macro has_reply(reply, replied_at, reply_tone) as
  reply is not null or replied_at is not null or reply_tone is not null;
create macro replying_sources() as table
  select distinct source
  from warehouse.feedback
  where has_reply(reply, replied_at, reply_tone);

-- A moment at which a customer answered: all comments of that moment together. next_* is the moment after it, nth counts
-- from 1, longest_gap is the longest time between two moments up to it.
create macro customer_moments() as table
  with moments as (
    select
      customer_key, answered_at,
      avg(tone) as tone,
      max(nps_score) as nps_score,
      max(rating) as rating,
      max(rating_max) as rating_max
    from warehouse.feedback
    where audience = 'customer' and customer_key is not null and answered_at is not null
    group by customer_key, answered_at
  ),
  spaced as (
    select *, answered_at - lag(answered_at) over (partition by customer_key order by answered_at) as gap
    from moments
  )
  select
    customer_key, answered_at, tone, nps_score, rating, rating_max,
    row_number() over own as nth,
    max(gap) over (own rows between unbounded preceding and current row) as longest_gap,
    lead(answered_at) over own as next_at,
    lead(tone) over own as next_tone,
    lead(nps_score) over own as next_nps,
    lead(rating) over own as next_rating,
    lead(rating_max) over own as next_rating_max
  from spaced
  window own as (partition by customer_key order by answered_at);

-- The moment at which data end, but for stray late dates: what would have come after it cannot be known.
create macro data_end() as table
  select cast(seen.settled_day + 1 as timestamp) as ends_at
  from seen;

-- Each customer's first strongly negative comment at each touchpoint ('' is none), and at any (null): once each.
create macro setbacks(filter) as table
  with told as (
    select
      customer_key, answered_at, tone, source, reply, replied_at, reply_tone,
      at_touchpoints(touchpoint_scores, touchpoint, tone, felt) as said
    from selected(filter)
    where audience = 'customer' and customer_key is not null and answered_at is not null and tone is not null
  ),
  negative as (
    select cast(null as varchar) as touchpoint, * exclude (tone, said)
    from told
    where is_strongly_negative(tone)
    union all by name
    select coalesce(one.touchpoint, '') as touchpoint, * exclude (tone, said, one)
    from (select *, unnest(said) as one from told)
    where is_strongly_negative(one.tone)
  )
  select distinct on (touchpoint, customer_key) *
  from negative
  order by touchpoint, customer_key, answered_at, source, reply;

-- The same with what came next within so many days. is_followed: the data go on for so long.
create macro followed_setbacks(filter, days) as table
  select
    setbacks.*,
    setbacks.answered_at + to_days(cast(days as integer)) <= ends.ends_at as is_followed,
    coalesce(moments.next_at <= setbacks.answered_at + to_days(cast(days as integer)), false) as has_next,
    moments.next_at, moments.next_tone, moments.next_nps, moments.next_rating, moments.next_rating_max
  from setbacks(filter) as setbacks
  inner join customer_moments() as moments using (customer_key, answered_at)
  cross join data_end() as ends;

-- A median with the 95 % interval of order statistics: the values at n / 2, 0.98 sqrt(n) to either side.
create macro median_rank(n, side) as
  cast(least(n, greatest(1, round(0.5 * n + side * 0.98 * sqrt(n) + 0.5))) as bigint);
create macro median_of(ordered) as
  (ordered[(len(ordered) + 1) // 2] + ordered[len(ordered) // 2 + 1]) / 2;

-- A measure of what came next: n, value, low, high.
create macro share_measure(n, k) as {
  'n': cast(n as bigint), 'value': cast(k as double) / nullif(n, 0), 'low': wilson_low(cast(k as double), n),
  'high': wilson_high(cast(k as double), n)
};
create macro mean_measure(n, mean, deviation, least_value, most_value) as {
  'n': cast(n as bigint), 'value': cast(mean as double),
  'low': case when n > 1 then greatest(least_value, mean - t_half_width(n, deviation)) end,
  'high': case when n > 1 then least(most_value, mean + t_half_width(n, deviation)) end
};
create macro nps_measure(n, promoters, detractors) as {
  'n': cast(n as bigint), 'value': cast(nps_of(n, promoters, detractors) as double),
  'low': cast(nps_low(n, promoters, detractors) as double), 'high': cast(nps_high(n, promoters, detractors) as double)
};
create macro median_measure(ordered) as {
  'n': cast(len(ordered) as bigint), 'value': cast(median_of(ordered) as double),
  'low': cast(ordered[median_rank(len(ordered), -1)] as double),
  'high': cast(ordered[median_rank(len(ordered), 1)] as double)
};

-- Words by which somebody says that it was said before and had to be said again, in text folded to lower case. First what
-- is none is taken out: the company explained several times, or nobody had to. What is left has to match.
create macro without_no_repeats(text_folded) as regexp_replace(
  text_folded,
  -- 두 번이나 자세히 설명해 주셔서: the company explained
  '((두|세|네|여러|몇|[2-9])\s*(번|차례)[^\s.!?]{0,3}|다시|또)[^.!?]{0,12}?(설명|안내|말씀|얘기|이야기|연락|전화|답변)(을|를|도)?\s*(해|하여|하고|드)?\s*(주[^문]|줘|줬|받|들었|왔|오셨|오[고네는])'
  -- 두 번 설명할 필요 없이, 다시 설명하지 않아도: nobody had to
  || '|(설명|말씀|말|얘기|이야기|문의|전화|연락|반복)(을|를)?\s*((반복|되풀이)\s?)?(하|할|드릴|드리|해)?\s*(지|도)?\s*(필요[^.!?]{0,3}없|않아도|안\s?해도|않고)'
  -- didn't have to explain it twice, without repeating myself
  || '|\b(without|never|no need|not|didn.?t|don.?t|doesn.?t|won.?t|wouldn.?t)\b[^.!?]{0,18}\b(explain|repeat|ask|tell|call|say|chase|start)\w*'
  -- she patiently explained it twice, they told me three times: the company said it
  || '|\b(they|she|he|it|who|staff|agents?|team|support|lady|guy|rep|clerk|assistant|driver|host)\b( \w+ly)?( (had|has|have))? (explained|told|said|called|emailed|contacted|asked|wrote|repeated|answered)\b'
  -- support says yes, my bank says twice
  || '|\b(says|tells|asks|explains|calls|repeats|writes)\b',
  ' ',
  'g'
);
create macro says_it_again(text_folded) as regexp_matches(
  without_no_repeats(text_folded),
  -- 두 번 설명했어요, 세 번이나 전화해야, 몇 번을 말해도
  '(두|세|네|다섯|여러|몇|수십|[2-9]|10)\s*(번|차례)[^\s.!?]{0,3}[^.!?]{0,12}?(설명|말씀|말했|말해|말하|얘기|이야기|문의|전화|연락|요청|접수|신고|물어)'
  -- 설명을 두 번 했어요, 문의만 세 번째
  || '|(설명|말씀|얘기|이야기|문의|전화|연락|요청|접수|신고)(을|를|만|도)?\s*(벌써\s*)?(두|세|네|다섯|여러|몇|[2-9]|10)\s*(번|차례)'
  -- 같은 말을 또, 똑같은 얘기를 반복, 같은 내용을 매번
  || '|(같은|똑같은|동일한)\s*(말|얘기|이야기|내용|설명|질문|문의|사정)\S{0,2}[^.!?]{0,10}?(또|다시|반복|되풀이|계속|매번|몇|여러|[두세네]\s?번)'
  || '|(매번|계속|자꾸|또)\s*(같은|똑같은)\s*(말|얘기|이야기|설명|질문)'
  -- 처음부터 다시 설명, 또 설명해야, 상담원이 바뀔 때마다 설명
  || '|(처음부터|또다시|재차|거듭|매번)\s*(또\s*|다시\s*)?(설명|말씀드|말해야|얘기|이야기|문의)|(또|다시)\s*(설명|말씀드려야|말해야|얘기해야|이야기해야)'
  || '|때마다[^.!?]{0,14}(설명|말씀|말해야|얘기|이야기)'
  -- 이미 말씀드렸는데, 지난번에도 문의했는데
  || '|(이미|벌써|지난번|저번|아까|전에|어제)(에도|에|도)?[^.!?]{0,12}?(말씀드렸|말했|설명했|설명드렸|얘기했|이야기했|문의했|문의드렸|신고했|전화했)'
  -- said it three times already, called twice, explained it over and over
  || '|\b(explain|told|tell|repeat|said|say|ask|call|phone|contact|email|wrote|writ|report|complain|message)\w*\b[^.!?]{0,40}\b(twice|(two|three|four|five|six|ten|several|multiple|many|countless|numerous|\d+) (separate |different )?times|(second|third|fourth|fifth|nth|2nd|3rd|4th|5th) time|over and over|again and again|time and again)\b'
  || '|\b(twice|(two|three|four|five|six|several|multiple|many|\d+) times|(second|third|fourth|2nd|3rd|4th) time|already)\b[^.!?]{0,20}\b(explain|told|said|call|contact|ask|report|email|complain|wrote|writ|message|say)\w*'
  -- explain everything again, repeat myself, start all over, the same story every time, to every agent
  || '|\b(explain|re-?explain|repeat|tell|telling|retell)\w*\b[^.!?]{0,30}\b(again|from scratch|from the (start|beginning)|every time|each time)\b'
  || '|\brepeat(ed|ing)?\s+(myself|my (story|issue|problem|question)|the (same|whole)|everything)|\bstart(ed|ing)? (all )?over( again)? (with|explaining)'
  || '|\bsame (thing|story|question|issue|problem|information|details)s?\b[^.!?]{0,30}\b(again|twice|(\w+) times|over and over|every time|each time|repeat\w*)\b'
  || '|\bexplain\w*\b[^.!?]{0,30}\bto (every|each|another|a different|different|three|four|several)\b'
);
