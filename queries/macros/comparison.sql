-- Comparisons: the figures of one selection minus those of another. What these macros are given are columns: a macro
-- writes its arguments out wherever it names them, so nested ones would grow beyond all bounds.

-- A difference is clear where its 95 % interval leaves out zero.
create macro is_clear(low, high) as coalesce(low > 0 or high < 0, false);

create macro smaller_size(n, other_n, rule, other_rule) as
  case
    when n < rule.hidden_below or other_n < other_rule.hidden_below then 'hidden'
    when n < rule.few_below or other_n < other_rule.few_below then 'few'
    else 'normal'
  end;

-- Answers that each of two equal groups needs for the difference, if it is real, to be clear in four samples of five
-- (power 80 %, two-sided 5 %): (1.959964 + 0.841621)^2 (variance + other variance) / difference^2, of single answers.
-- Null where there is no difference; at most a thousand million.
create macro answers_needed(difference, variance, other_variance) as
  case
    when difference <> 0
      then cast(least(1e9, ceil(7.848879734349088 * (variance + other_variance) / difference ** 2)) as bigint)
  end;

create macro still_needed(n, needed, is_clear) as
  case when not is_clear and needed is not null then greatest(0, needed - n) end;

-- needed: answers still to come in each group, where the difference is not clear.
create macro comparison_figures(n, other_n, value, other_value, low, high, variance, other_variance, rule, other_rule) as {
  'n': shown_count(n, n, rule),
  'other_n': shown_count(other_n, other_n, other_rule),
  'value': shown(value, n, rule),
  'other_value': shown(other_value, other_n, other_rule),
  'difference': shown(shown(value - other_value, n, rule), other_n, other_rule),
  'difference_low': shown(shown(low, n, rule), other_n, other_rule),
  'difference_high': shown(shown(high, n, rule), other_n, other_rule),
  'is_clear': shown(shown(is_clear(low, high), n, rule), other_n, other_rule),
  'needed': shown(shown(
    still_needed(n, answers_needed(value - other_value, variance, other_variance), is_clear(low, high)), n, rule
  ), other_n, other_rule),
  'other_needed': shown(shown(
    still_needed(other_n, answers_needed(value - other_value, variance, other_variance), is_clear(low, high)), n, rule
  ), other_n, other_rule),
  'size': smaller_size(n, other_n, rule, other_rule)
};

create macro nps_of(n, promoters, detractors) as 100 * (promoters - detractors) / nullif(n, 0);

-- The variance of one answer's 100, 0 or -100, with the three imaginary answers: what nps_half_width is made of.
create macro nps_variance(n, promoters, detractors) as
  10000 * (promoters + detractors + 1.5 - (promoters - detractors) ** 2 / (n + 3)) / (n + 3);

-- A difference of two NPS, plus or minus 1.96 sqrt(se^2 + other se^2) with these variances. Simulated coverage, mean
-- over 20 pairs of true distributions: 91 % at 5 answers each, 94 % at 10, 95 % from 30 on (the worst 84, 89 and 93 %).
create macro nps_gap_half_width(n, other_n, variance, other_variance) as
  1.96 * sqrt(variance / (n + 3) + other_variance / (other_n + 3));

-- Welch's interval with the degrees of freedom of Satterthwaite, rounded down to 4 and less; error is variance / n.
create macro welch_freedom(n, other_n, error, other_error) as
  (error + other_error) ** 2 / (error ** 2 / nullif(n - 1, 0) + other_error ** 2 / nullif(other_n - 1, 0));
create macro welch_half_width(freedom, error, other_error) as
  case
    when error + other_error = 0 then 0.0
    else t_quantile(case when freedom > 4 then freedom else floor(freedom + 1e-9) end) * sqrt(error + other_error)
  end;

-- Newcombe (1998, method 10): how far the difference of two shares reaches down, from the distance of one share to the
-- lower and of the other to the upper end of its Wilson interval; and up, the other way round.
create macro newcombe_reach(share, nearer, other_share, other_farther) as
  sqrt((share - nearer) ** 2 + (other_farther - other_share) ** 2);

-- How many standard errors a difference is from none, on the side of its 95 % interval that faces zero.
create macro errors_from_none(difference, reach_down, reach_up) as
  coalesce(1.959963984540054 * abs(difference)
    / nullif(case when difference > 0 then reach_down else reach_up end, 0), 0);

-- Many comparisons at once: whether a difference is clear although it is one of so many, at 5 % over all of them
-- (Bonferroni), by the bound 2 exp(-z^2 / 2) / (z sqrt(2 pi)) on the normal distribution's tails (Mills).
create macro is_clear_among(z, comparisons) as
  coalesce(z > 1 and comparisons * 2 * exp(-z * z / 2) / (z * sqrt(2 * pi())) <= 0.05, false);
