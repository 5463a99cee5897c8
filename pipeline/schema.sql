-- The database of Ondo. Executed statement by statement on an empty file; SCHEMA_VERSION in settings.py names it.

create table meta (
  name varchar primary key,
  value varchar not null
);
comment on table meta is 'Facts about this database file, one a row';
comment on column meta.name is 'schema_version, time_zone, scorer_version, brand_word_rule, hidden_below, few_below, employee_below, half_life_days, mention_rule (tells the rules by which mentions are placed from others), key_fingerprint (of the key with which answers and customers are hashed)';
comment on column meta.value is 'The value, as text';

create table emotion (
  emotion varchar primary key,
  label_ko varchar not null,
  label_en varchar not null,
  valence tinyint not null check (valence between -1 and 1),
  colour varchar not null,
  position utinyint not null check (position between 1 and 31),
  capital_sign tinyint not null check (capital_sign between -1 and 1),
  is_complaint boolean not null,
  labels map(varchar, varchar) not null
);
comment on table emotion is 'The emotions the scorer knows, in their order';
comment on column emotion.emotion is 'Code, as in feedback_emotion.emotion';
comment on column emotion.label_ko is 'Korean name';
comment on column emotion.label_en is 'English name';
comment on column emotion.valence is '+1 positive, 0 neither, -1 negative';
comment on column emotion.colour is 'Its colour everywhere, #rrggbb';
comment on column emotion.position is 'Order among those of its valence, from 1; its bits in feedback.felt, which has room for 31';
comment on column emotion.capital_sign is '+1 a deposit into emotional capital, -1 a withdrawal, 0 neither';
comment on column emotion.is_complaint is 'Whether a comment with this emotion counts as a complaint';
comment on column emotion.labels is 'Its name by language code, in any number of languages';

create table touchpoint (
  touchpoint varchar primary key,
  label_ko varchar not null,
  label_en varchar not null,
  position usmallint not null,
  intended_emotion varchar,
  in_journey boolean not null,
  labels map(varchar, varchar) not null
);
comment on table touchpoint is 'The touchpoints of the customer journey, and those seen in data that the journey does not name';
comment on column touchpoint.touchpoint is 'Code, as in feedback.touchpoint';
comment on column touchpoint.label_ko is 'Korean name';
comment on column touchpoint.label_en is 'English name';
comment on column touchpoint.position is 'Place in the journey, from 1';
comment on column touchpoint.intended_emotion is 'Code of the emotion the company means to cause here, or null';
comment on column touchpoint.in_journey is 'False for a touchpoint found in data only';
comment on column touchpoint.labels is 'Its name by language code, in any number of languages';

create table event (
  event varchar primary key,
  starts_on date not null,
  ends_on date,
  kind varchar not null check (kind in ('release', 'incident', 'campaign')),
  label_ko varchar not null,
  label_en varchar not null,
  touchpoint varchar,
  labels map(varchar, varchar) not null
);
comment on table event is 'Things that happened and may explain a change';
comment on column event.event is 'Code';
comment on column event.starts_on is 'First day';
comment on column event.ends_on is 'First day on which it was over, or null';
comment on column event.kind is 'release, incident or campaign';
comment on column event.label_ko is 'Korean name';
comment on column event.label_en is 'English name';
comment on column event.touchpoint is 'Touchpoint it concerns, or null for all';
comment on column event.labels is 'Its name by language code, in any number of languages';

create table brand_word (
  word varchar not null,
  tone tinyint not null check (tone between -1 and 1),
  emotion varchar,
  product_group varchar,
  products varchar[]
);
comment on table brand_word is 'Words to which the company gives a sign of its own, as applied to the scores in this file';
comment on column brand_word.word is 'The word';
comment on column brand_word.tone is '+1 praise, -1 complaint, 0 neither';
comment on column brand_word.emotion is 'Code of the emotion that is present with it, or null';
comment on column brand_word.product_group is 'Name of the group of products for which it holds, or null';
comment on column brand_word.products is 'Names or globs of these products; null for all products';

create table run (
  run_id integer primary key,
  started_at timestamp not null,
  finished_at timestamp not null,
  files varchar[] not null,
  scorer_version varchar not null,
  rows_read bigint not null,
  rows_scored bigint not null,
  rows_new bigint not null,
  rows_updated bigint not null,
  rows_unchanged bigint not null,
  rows_repeated bigint not null,
  rows_no_consent bigint not null,
  rows_set_aside bigint not null,
  masked map(varchar, bigint) not null,
  seconds double not null check (seconds >= 0),
  rows_rescored bigint not null default 0,
  rows_forgotten bigint not null default 0,
  rows_expired bigint not null default 0
);
comment on table run is 'One row per run that published something';
comment on column run.run_id is 'Counts from 1';
comment on column run.started_at is 'Wall clock in the configured time zone';
comment on column run.finished_at is 'Wall clock in the configured time zone, just before publishing';
comment on column run.files is 'Names of the files read, without folders';
comment on column run.scorer_version is 'Version of the scorer that ran';
comment on column run.rows_read is 'Rows found in the files';
comment on column run.rows_scored is 'Rows that got scores in this run';
comment on column run.rows_new is 'Rows that were not in the database before';
comment on column run.rows_updated is 'Rows that replaced an older version of themselves';
comment on column run.rows_unchanged is 'Rows that stood in the database as they are';
comment on column run.rows_repeated is 'Rows that stood more than once, the same, in the files of this run';
comment on column run.rows_no_consent is 'Rows left out because the customer did not agree to analysis';
comment on column run.rows_set_aside is 'Rows kept in rejected_row';
comment on column run.masked is 'Personal items masked, by kind';
comment on column run.seconds is 'Seconds from start to finish';
comment on column run.rows_rescored is 'Stored rows scored anew, for another model or for changed brand words';
comment on column run.rows_forgotten is 'Rows left out because their customer has been forgotten';
comment on column run.rows_expired is 'Rows whose text and identifiers this run deleted because they were kept long enough';

create table feedback (
  feedback_id bigint not null,
  source varchar not null,
  source_id varchar,
  run_id integer not null,
  answered_at timestamp,
  audience varchar not null check (audience in ('customer', 'employee')),
  language varchar,
  state varchar not null check (state in ('scored', 'no_text', 'unsupported_language', 'empty', 'no_answer')),
  text varchar,
  text_folded varchar,
  text_hash bigint,
  touchpoint varchar,
  channel varchar,
  product varchar,
  segment varchar,
  customer_key varchar,
  rating float check (rating between 0 and 100),
  rating_max utinyint check (rating_max between 2 and 100),
  nps_score utinyint check (nps_score between 0 and 10),
  question varchar,
  answer_id bigint,
  answer_nps_score utinyint check (answer_nps_score between 0 and 10),
  answer_rating float check (answer_rating between 0 and 100),
  answer_rating_max utinyint check (answer_rating_max between 2 and 100),
  consent_quote boolean not null,
  sensitive boolean not null default false,
  tone float check (tone between -1 and 1),
  confidence float check (confidence between 0 and 1),
  valence varchar check (valence in ('positive', 'negative', 'mixed', 'neutral')),
  intensity utinyint check (intensity between 0 and 3),
  felt bigint check (felt >= 0),
  leading_emotion varchar,
  touchpoint_scores struct(touchpoint varchar, by_word boolean, tone float, felt bigint)[],
  complains boolean,
  text_length integer check (text_length >= 0),
  topics uinteger[],
  other_lemmas uinteger[],
  pairs struct(code uinteger, "at" utinyint)[],
  evidence struct("start" integer, "end" integer, emotion varchar, weight float)[],
  content_hash bigint not null,
  scorer_version varchar not null,
  brand_words varchar[],
  expired_on date,
  attributes struct(
    a1 varchar, a2 varchar, a3 varchar, a4 varchar, a5 varchar, a6 varchar, a7 varchar, a8 varchar, a9 varchar, a10 varchar,
    a11 varchar, a12 varchar, a13 varchar, a14 varchar, a15 varchar, a16 varchar, a17 varchar, a18 varchar, a19 varchar,
    a20 varchar, a21 varchar, a22 varchar, a23 varchar, a24 varchar, a25 varchar, a26 varchar, a27 varchar, a28 varchar,
    a29 varchar, a30 varchar
  ),
  reply varchar,
  replied_at timestamp,
  reply_tone float check (reply_tone between -1 and 1),
  check ((state = 'scored') = (tone is not null)),
  check ((state = 'scored') = (felt is not null)),
  check ((leading_emotion is null) = (coalesce(felt, 0) = 0)),
  check (state <> 'no_text' or text is null),
  check (rating <= rating_max),
  check (answer_id is null or (rating is null and nps_score is null)),
  check (expired_on is null or (text is null and text_folded is null and customer_key is null and source_id is null)),
  check (expired_on is null or text_hash is null),
  check (expired_on is null or (topics is null and other_lemmas is null and pairs is null)),
  check (expired_on is null or reply is null),
  check (reply is not null or expired_on is not null or reply_tone is null)
);
comment on table feedback is 'One row per comment, or per answer without one: an NPS score, a rating, or both; an answer to several open questions has a row for each. Rows of one run are sorted by time';
comment on column feedback.feedback_id is 'Keyed hash of source and the source''s own id, else of masked text, time and product; unique, and says nothing without the key';
comment on column feedback.source is 'Name of the source';
comment on column feedback.source_id is 'The source''s own id, as text, or null';
comment on column feedback.run_id is 'Run that read this version of the row; scoring it anew leaves it';
comment on column feedback.answered_at is 'Wall clock in the time zone of meta.time_zone, or null where the source gives no date';
comment on column feedback.audience is 'customer or employee';
comment on column feedback.language is 'ko, en, mixed (both), another code where recognised, or null';
comment on column feedback.state is 'scored, no_text, unsupported_language, empty (nothing left after cleaning) or no_answer (it says nothing: none, N/A)';
comment on column feedback.text is 'The comment, personal data masked; null where there was none, or where expired_on says that it is deleted';
comment on column feedback.text_folded is 'text in NFC and lower case, for exact search';
comment on column feedback.text_hash is 'Hash of the words of text without case and punctuation: answers that say the same have the same; null under four words';
comment on column feedback.touchpoint is 'Touchpoint code, or null';
comment on column feedback.channel is 'Channel, or null';
comment on column feedback.product is 'Product, or null';
comment on column feedback.segment is 'Customer segment, or null';
comment on column feedback.customer_key is 'Keyed hash of the customer''s id, or null';
comment on column feedback.rating is 'Rating as given, on its own scale; never called NPS';
comment on column feedback.rating_max is 'Top of the rating''s scale, 2 to 100';
comment on column feedback.nps_score is 'Answer to the recommend question, 0-10, or null';
comment on column feedback.question is 'The open question that the text answers, where its file has several, personal data masked; else null';
comment on column feedback.answer_id is 'feedback_id of the first comment of the same answer, which alone has its rating and NPS score; null for that one itself, and where an answer has one comment or none';
comment on column feedback.answer_nps_score is 'nps_score of that first comment, so that this one can be told by it without counting it twice, or null';
comment on column feedback.answer_rating is 'rating of that first comment, likewise';
comment on column feedback.answer_rating_max is 'rating_max of that first comment, likewise';
comment on column feedback.consent_quote is 'Whether the text may be quoted';
comment on column feedback.sensitive is 'Whether the text tells of somebody''s health, belief or union: such a text is never quoted';
comment on column feedback.tone is 'P(positive) - P(negative), -1 to 1; null where not scored';
comment on column feedback.confidence is 'How sure the scorer is of the tone''s sign, 0 to 1; null where not scored';
comment on column feedback.valence is 'positive, negative, mixed (both kinds of emotion present) or neutral; null where not scored';
comment on column feedback.intensity is 'Strength of the strongest present emotion, 0 (none) to 3; null where not scored';
comment on column feedback.felt is 'Emotion bits: intensities of all emotions, two bits each, that of the emotion at position 1 lowest; null where not scored';
comment on column feedback.leading_emotion is 'The strongest present emotion, among equals the most probable; null where none is present';
comment on column feedback.touchpoint_scores is 'Its mentions by touchpoint, in the order in which it comes to them: whether words name it there, mean tone, strongest intensities; where no mention has one, all of them under null; null for an answer without mentions';
comment on column feedback.complains is 'Whether one of its mentions is a complaint; null for an answer without mentions';
comment on column feedback.text_length is 'Characters of text; null where there is none';
comment on column feedback.topics is 'Codes (lemma.code) of its lemmas that can be a topic, nouns and English words, in order; null for none';
comment on column feedback.other_lemmas is 'Codes of its other lemmas, in order; null for none';
comment on column feedback.pairs is 'What it says of what, clause by clause (배송+늦다, refund+not processed), by code as in pair, each once; at is the place in touchpoint_scores of what it is said of, 0 for none; null for none';
comment on column feedback.evidence is 'Spans of text (offsets in Unicode characters) that raised (weight > 0) or lowered an emotion, or the tone (emotion = ''tone'')';
comment on column feedback.content_hash is 'Hash of everything read from the source, to see changes; 0 once expired';
comment on column feedback.scorer_version is 'Version of the scorer that wrote tone and emotions';
comment on column feedback.brand_words is 'Brand words applied to the scores, with sign and emotion (달다 +), or null for none';
comment on column feedback.expired_on is 'Day on which text, evidence, lemmas, source_id and customer_key were deleted because they were kept long enough, or null; scores stay';
comment on column feedback.attributes is 'Values of further columns, personal data masked; table attribute says by source which they are';
comment on column feedback.reply is 'What the company answered, personal data masked; null where the file has no reply to it, or has only when it was given, or where expired_on says that it is deleted';
comment on column feedback.replied_at is 'When the company answered, wall clock as answered_at, or null where the file does not say';
comment on column feedback.reply_tone is 'Tone of the reply by the same scorer, as tone; null where there is no reply, or it cannot be scored';

create table attribute (
  source varchar not null,
  attribute varchar not null,
  label varchar not null,
  kind varchar not null check (kind in ('choice', 'number', 'date')),
  place utinyint not null check (place between 1 and 30),
  bounds double[] not null
);
comment on table attribute is 'Further columns of the sources, whose values feedback.attributes holds';
comment on column attribute.source is 'As in feedback';
comment on column attribute.attribute is 'Name of the column, by which it is one attribute in all sources';
comment on column attribute.label is 'What it is called on screen';
comment on column attribute.kind is 'choice (values as they stand), number (in bands) or date (by month, or what the settings say)';
comment on column attribute.place is 'Its field of feedback.attributes in the answers of this source, from 1';
comment on column attribute.bounds is 'Where the bands of numbers begin, after the first, the same for all runs; empty where there are none';

create table former_feedback_id (
  former_id bigint not null,
  feedback_id bigint not null
);
comment on table former_feedback_id is 'Ids that customers'' answers had up to schema version 6, so that addresses with them still lead to the answer';
comment on column former_feedback_id.former_id is 'The id of that time: a hash without a key';
comment on column former_feedback_id.feedback_id is 'As in feedback';

create table mention (
  feedback_id bigint not null,
  ordinal smallint not null check (ordinal > 0),
  span_start integer not null check (span_start >= 0),
  span_end integer not null,
  touchpoint varchar,
  touchpoint_from varchar check (touchpoint_from in ('word', 'answer')),
  words varchar[] not null,
  tone float check (tone between -1 and 1),
  confidence float check (confidence between 0 and 1),
  felt bigint check (felt >= 0),
  leading_emotion varchar,
  evidence struct("start" integer, "end" integer, emotion varchar, weight float)[],
  check (span_end > span_start),
  check ((touchpoint is null) = (touchpoint_from is null))
);
comment on table mention is 'What a comment speaks of, clause by clause: each scored comment has at least one mention, other answers have none; rows stand in the order of table feedback';
comment on column mention.feedback_id is 'As in feedback';
comment on column mention.ordinal is 'Place among the mentions of the comment, from 1';
comment on column mention.span_start is 'Where its text begins, in Unicode characters of feedback.text; the spans of a comment cover it from its first to its last character without gaps';
comment on column mention.span_end is 'Behind its last character, where the next mention begins';
comment on column mention.touchpoint is 'Code of the touchpoint that it speaks of, as in touchpoint, or null where neither its words nor its answer tell';
comment on column mention.touchpoint_from is 'word: its words name the touchpoint, or it goes on about what the mention before it names; answer: it is that of the answer (column of the file, option); null without touchpoint';
comment on column mention.words is 'The words of the text, as it has them, that name the touchpoint; empty where it is that of the mention before or of the answer, or where texts have been deleted';
comment on column mention.tone is 'P(positive) - P(negative) of what is said here, -1 to 1';
comment on column mention.confidence is 'How sure the scorer is of the tone''s sign, 0 to 1';
comment on column mention.felt is 'Emotion bits as in feedback.felt';
comment on column mention.leading_emotion is 'The strongest emotion that is present here; null where none is';
comment on column mention.evidence is 'Spans as in feedback.evidence, offsets in the whole text; null where it is the only mention of its comment, whose evidence is its own';

create table feedback_emotion (
  feedback_id bigint not null,
  emotion varchar not null,
  probability float not null check (probability between 0 and 1),
  present boolean not null,
  intensity utinyint not null check (intensity between 0 and 3)
);
comment on table feedback_emotion is 'Emotions of a comment: those present and those with probability of at least 0.05';
comment on column feedback_emotion.feedback_id is 'As in feedback';
comment on column feedback_emotion.emotion is 'As in emotion';
comment on column feedback_emotion.probability is 'Calibrated probability that the emotion is in the comment';
comment on column feedback_emotion.present is 'Whether it counts as present';
comment on column feedback_emotion.intensity is '1 slight, 2 clear, 3 strong where present, else 0';

create table feedback_lemma (
  lemma varchar not null,
  feedback_id bigint not null
);
comment on table feedback_lemma is 'Distinct content lemmas of each comment; rows of one run are sorted by lemma';
comment on column feedback_lemma.lemma is 'Dictionary form with tag for Korean (배송/NNG), lower-case word for English';
comment on column feedback_lemma.feedback_id is 'As in feedback';

create table lemma (
  code uinteger not null,
  lemma varchar not null
);
comment on table lemma is 'The lemmas that answers have, by the codes with which feedback lists them';
comment on column lemma.code is 'Code, as in feedback.topics and feedback.other_lemmas; it stays, and new lemmas get the next ones';
comment on column lemma.lemma is 'As in feedback_lemma';

create table pair (
  code uinteger not null,
  pair varchar not null
);
comment on table pair is 'The words of pairs that some answers have; a pair that only one or two have is counted without its words';
comment on column pair.code is 'Hash of the pair, as in feedback.pairs';
comment on column pair.pair is 'Noun and predicate in dictionary form (배송+늦다), denials kept (환불+안 되다), or two English words (payment+failed)';

create table topic (
  topic varchar not null,
  words varchar[] not null
);
comment on table topic is 'The topics that the company names itself, as its settings have them';
comment on column topic.topic is 'Name';
comment on column topic.words is 'What answers say that are about it, one of: a pair (배송+늦다), a noun or an English word';

create table rejected_row (
  run_id integer not null,
  source varchar not null,
  file varchar not null,
  "row" bigint not null,
  "column" varchar,
  reason varchar not null,
  remedy varchar not null,
  raw varchar not null,
  customer_key varchar,
  arguments map(varchar, varchar) not null,
  audience varchar check (audience in ('customer', 'employee')),
  feedback_id bigint
);
comment on table rejected_row is 'Rows that could not be used, until a later run of the same file and source takes them in';
comment on column rejected_row.run_id is 'Run that rejected the row';
comment on column rejected_row.source is 'Name of the source';
comment on column rejected_row.file is 'File name without folder';
comment on column rejected_row."row" is 'Row number, the header being row 1';
comment on column rejected_row."column" is 'Column at fault, or null for the whole row';
comment on column rejected_row.reason is 'Code of what was found; the sentences are in reasons.toml';
comment on column rejected_row.remedy is 'Code of what to do, likewise';
comment on column rejected_row.raw is 'The row as JSON, personal data masked';
comment on column rejected_row.customer_key is 'Keyed hash of the customer''s id where it could be read, or null';
comment on column rejected_row.arguments is 'What the sentences of reason and remedy name, such as the value that was found, personal data masked; of rows that are not customers'' nothing that a cell said';
comment on column rejected_row.audience is 'customer or employee; null where it cannot be told: then it counts as an employee''s';
comment on column rejected_row.feedback_id is 'Id that its answer would have, as in feedback, or null where that cannot be read';

create table unread_cell (
  run_id integer not null,
  source varchar not null,
  file varchar not null,
  "column" varchar not null,
  field varchar not null,
  cells bigint not null check (cells > 0),
  example varchar not null,
  first_row integer
);
comment on table unread_cell is 'Columns of which cells could not be read and were left empty, until a later run of the same file and source';
comment on column unread_cell.run_id is 'Run that read the file';
comment on column unread_cell.source is 'Name of the source';
comment on column unread_cell.file is 'File name without folder';
comment on column unread_cell."column" is 'Column of the file, personal data masked';
comment on column unread_cell.field is 'What it is read as, such as date';
comment on column unread_cell.cells is 'How many of its cells could not be read';
comment on column unread_cell.example is 'How the first of them is written: 9 for digits, a, A and 가 for letters; … where it is nobody''s to show';
comment on column unread_cell.first_row is 'Row of the file, from 1, in which the first of them stands, or null where that is not told';

create table forgotten (
  mark varchar primary key,
  forgotten_on date not null
);
comment on table forgotten is 'Customers and answers that are never taken in again; nothing here leads back to them';
comment on column forgotten.mark is 'SHA-256 of the customer''s key, or of the answer''s id, which are themselves keyed hashes';
comment on column forgotten.forgotten_on is 'Day on which the customer or the answer was forgotten, or consent withdrawn';

create table own_layer (
  version varchar primary key,
  base_version varchar not null,
  learned_at timestamp not null,
  learned_from varchar not null check (learned_from in ('rating', 'nps')),
  rated_count bigint not null check (rated_count >= 0),
  content blob not null
);
comment on table own_layer is 'The layer that `ondo adapt` has learned from the company''s own rated comments, if any: one row';
comment on column own_layer.version is 'Names exactly these weights; stands after the + of scorer_version';
comment on column own_layer.base_version is 'Version of the shipped scorer that it was learned on, and holds for';
comment on column own_layer.learned_at is 'Wall clock in the configured time zone';
comment on column own_layer.learned_from is 'rating or nps';
comment on column own_layer.rated_count is 'Comments with such a rating that there were in the database';
comment on column own_layer.content is 'Its weights: hashes of n-grams, no text';

create table own_layer_language (
  language varchar primary key,
  complaints integer not null,
  praise integer not null,
  contradicting integer not null,
  measured integer not null,
  right_before double not null check (right_before between 0 and 1),
  right_after double not null check (right_after between 0 and 1),
  gain_low double not null,
  gain_high double not null,
  words struct(word varchar, change double, comments integer)[] not null
);
comment on table own_layer_language is 'What the layer was learned from and how much it gains, by language; no row where a language has none';
comment on column own_layer_language.language is 'ko or en';
comment on column own_layer_language.complaints is 'Comments with low ratings that it was learned from, each wording once';
comment on column own_layer_language.praise is 'Comments with full ratings that it was learned from, at most three times as many';
comment on column own_layer_language.contradicting is 'Of both, those left out because a fit that had not seen them was sure of the contrary';
comment on column own_layer_language.measured is 'Comments that were held back in turn, by product and time, to measure it';
comment on column own_layer_language.right_before is 'How often the sign of the shipped tone is right on these, mean of both sides';
comment on column own_layer_language.right_after is 'The same with the layer';
comment on column own_layer_language.gain_low is 'Lower end of the 95 % interval of right_after - right_before';
comment on column own_layer_language.gain_high is 'Upper end of it';
comment on column own_layer_language.words is 'The words whose part in the tone changed most, with the mean change in logits and the number of comments; each in comments of at least five customers';
