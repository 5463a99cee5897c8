-- What answers speak of, clause by clause.

create macro mentions_of(id) as (
  select list({
    'start': mention.span_start,
    'end': mention.span_end,
    'touchpoint': mention.touchpoint,
    'touchpoint_from': mention.touchpoint_from,
    'words': mention.words,
    'tone': mention.tone,
    'felt': mention.felt,
    'leading_emotion': mention.leading_emotion
  } order by mention.ordinal)
  from warehouse.mention
  where mention.feedback_id = id
);

-- Whether a mention is itself at one of a filter's touchpoints, and has one of its emotions; any where it names none.
create macro is_asked_for(filter, touchpoint, emotion_bits) as
  (
    len(cast(filter['touchpoints'] as varchar[])) = 0
    or list_contains(cast(filter['touchpoints'] as varchar[]), coalesce(touchpoint, ''))
  )
  and (len(cast(filter['emotions'] as varchar[])) = 0 or coalesce(has_one(emotion_bits, filter), false));

-- Who has said last what a comment or one of its mentions is, and when; null of those of which nobody has.
create macro corrected_of(id) as (
  select {'by': corrected_comment.said_by, 'at': corrected_comment.said_at}
  from corrected_comment
  where corrected_comment.feedback_id = id
);

-- Whether a comment complains: one of its mentions does, or, without mentions, it does as a whole (METRICS).
create macro is_complaint(complains, tone, confidence, emotion_bits) as
  coalesce(
    complains,
    tone <= -0.35 and confidence >= 0.8
    and present_in(emotion_bits) & (select emotion_kind.complaints from emotion_kind) <> 0,
    false
  );
