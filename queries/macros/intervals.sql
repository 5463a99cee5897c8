-- Figures with their 95 % intervals: a struct each, unnested into columns by the queries. DuckDB writes out what is
-- unnested for each column, and what is given to a macro wherever that names it: both are columns of an inner select.

-- Adjusted Wald: three imaginary answers (3/4 promoter, 3/2 passive, 3/4 detractor); simulated coverage in METRICS.
-- With p = (promoters + 3/4) / (n + 3) and d likewise, 196 sqrt((p + d - (p - d)^2) / (n + 3)) is, in counts:
create macro nps_half_width(n, promoters, detractors) as
  196 * sqrt(promoters + detractors + 1.5 - (promoters - detractors) ** 2 / (n + 3)) / (n + 3);
create macro nps_middle(n, promoters, detractors) as 100 * (promoters - detractors) / (n + 3);
create macro nps_low(n, promoters, detractors) as
  greatest(-100.0, nps_middle(n, promoters, detractors) - nps_half_width(n, promoters, detractors));
create macro nps_high(n, promoters, detractors) as
  least(100.0, nps_middle(n, promoters, detractors) + nps_half_width(n, promoters, detractors));
create macro nps_figures(n, promoters, detractors, rule) as {
  'n': shown_count(n, n, rule),
  'promoters': shown(promoters, n, rule),
  'passives': shown(n - promoters - detractors, n, rule),
  'detractors': shown(detractors, n, rule),
  'nps': shown(100 * (promoters - detractors) / nullif(n, 0), n, rule),
  'low': shown(nps_low(n, promoters, detractors), n, rule),
  'high': shown(nps_high(n, promoters, detractors), n, rule),
  'size': size_of(n, rule)
};

-- Wilson, 95 %: 1.959963984540054 is the 97.5 % quantile of the normal distribution, 3.841458820694124 its square.
create macro wilson_middle(k, n) as (k + 3.841458820694124 / 2) / (n + 3.841458820694124);
create macro wilson_half(k, n) as
  1.959963984540054 * sqrt(k * (n - k) / nullif(n, 0) + 3.841458820694124 / 4) / (n + 3.841458820694124);
create macro wilson_low(k, n) as
  case when k = 0 then 0.0 else greatest(0.0, wilson_middle(k, n) - wilson_half(k, n)) end;
create macro wilson_high(k, n) as
  case when k = n then 1.0 else least(1.0, wilson_middle(k, n) + wilson_half(k, n)) end;
create macro share_figures(n, k, rule) as {
  'n': shown_count(n, n, rule),
  'present': shown(k, n, rule),
  'share': shown(cast(k as double) / nullif(n, 0), n, rule),
  'low': shown(wilson_low(cast(k as double), n), n, rule),
  'high': shown(wilson_high(cast(k as double), n), n, rule),
  'size': size_of(n, rule)
};

-- 97.5 % quantile of Student's t: tabulated to 4 degrees of freedom, then the Cornish-Fisher expansion about the normal
-- quantile (Abramowitz and Stegun 26.7.5), which is off by less than 0.02 % from 5 on.
create macro t_quantile(freedom) as
  case
    when freedom = 1 then 12.706205
    when freedom = 2 then 4.302653
    when freedom = 3 then 3.182446
    when freedom = 4 then 2.776445
    when freedom > 4 then 1.959964 + 2.372271 / freedom + 2.822499 / freedom ** 2 + 2.555850 / freedom ** 3
      + 1.589534 / freedom ** 4
  end;
-- A sample's standard deviation from its count, sum and sum of squares; none where it is no more than rounding.
create macro deviation_of(n, total, squares) as
  case
    when n > 1 and squares - total * total / n > 1e-12 * squares then sqrt((squares - total * total / n) / (n - 1))
    when n > 1 then 0.0
  end;
create macro t_half_width(n, deviation) as t_quantile(n - 1) * deviation / sqrt(nullif(n, 0));
create macro tone_figures(n, mean, reach, rule) as {
  'n': shown_count(n, n, rule),
  'tone': shown(mean, n, rule),
  'low': shown(case when n > 1 then greatest(-1.0, mean - reach) end, n, rule),
  'high': shown(case when n > 1 then least(1.0, mean + reach) end, n, rule),
  'size': size_of(n, rule)
};
