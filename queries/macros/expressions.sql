-- What people express in so many words: a wish, praise of a kindness, a thought, a deed. One pattern for what says so and one
-- for what only looks like it, Korean and English together; `said` is a text or a piece of one. RE2: no looking ahead or back.

create macro wishes(said) as
  regexp_matches(said, '(?i)'
    || '면\s*(더\s*|정말\s*|참\s*|너무\s*)?좋(겠|았을)'
    || '|(있으면|주시면|주면|되면|생기면|있다면|준다면|된다면)\s*(더\s*|정말\s*)?좋을\s*(것|거|듯|텐)'
    || '|(았|었|였|했|됐|렸|졌|줬|셨|갔|왔)으면\s*(하|해|합|한|싶|좋)'
    || '|바랍니다|바라요|바래요|바라겠|바랄게|희망합니다'
    || '|(추가|개선|보완|수정|확대|도입|지원|제공|신경|배려|조치|반영|검토)(을|를|도|이|가)?\s*(좀\s*|꼭\s*)?(해\s*주|써\s*주|부탁|바라|바랍)'
    || '|(늘려|줄여|고쳐|바꿔|넣어|없애|만들어|낮춰|높여|보내|알려)\s*(주세요|주시면|주셨으면|줬으면|주십시오|주길)'
    || '|\b(please|pls|plz)\s+(add|fix|bring|make|improve|include|give|offer|allow|let|change|provide|consider|support|update|reduce|lower)\b'
    || '|\b(i|we)\s+(really\s+|only\s+|just\s+)?wish\b|\bif only\b'
    || '|\b(would|could|''d) be (so much |much |really |very |even )?(nice|nicer|great|good|better|helpful|lovely|perfect|cool|appreciated)\s+(if|to (have|see|be able))\b'
    || '|\b(would|''d) (really |absolutely )?(love|like) to (see|have)\b'
    || '|\b(should|could) (really |at least )?(add|offer|provide|include|consider)\b'
    || '|\bneeds? (more|better|an? option|to (add|fix|improve|offer))\b'
    || '|\b(i|we) hope (you|they) (add|fix|bring|will (add|fix|bring|improve)|can (add|fix|bring))\b')
  and not regexp_matches(said, '(?i)'
    || '(번창|건승|행복|건강|대박|발전|평안)(하|이)?\S{0,3}(길|기를|기)\s*(바|기원)'
    || '|(연락|전화|회신|답변|확인)(을|를)?\s*(좀\s*|꼭\s*)?(바라|바랍|부탁|주세요|주시)'
    || '|\bwish (you|them|him|her|everyone) (all )?(the )?(very )?(best|luck|well|success|a )');

create macro praises_kindness(said, tone) as
  tone > 0
  and not wishes(said)
  and regexp_matches(said, '(?i)'
    || '친절|상냥|다정|(세심|꼼꼼|살뜰|정성)(하|히|스|껏|한|해)|배려|미소|웃으(며|면서|셨)|웃는\s*얼굴|챙겨\s*(주|줬)|기억해\s*(주|줬)|손편지|손글씨'
    || '|(먼저|일부러|직접|끝까지|하나하나|차근차근|친히)\s.{0,15}(주셨|줬|주시|주더|주네|주어|주신)'
    || '|\b(kind|kindly|kindness|friendly|thoughtful|caring|considerate|polite|courteous|welcoming)\b'
    || '|\b(went|go|goes|going|gone) (the extra mile|above and beyond|out of (his|her|their) way)\b'
    || '|\bhand-?written\b|\bsmil(e|es|ed|ing)\b|\bremembered (me|my|us|our)\b|\btook the time\b')
  and not regexp_matches(said, '(?i)'
    || '불친절|친절(하|스럽)?지\s*(않|못|도)|친절(이|은|도|함이|함은)?\s*(전혀\s*)?(없|부족)|안\s*친절|덜\s*친절|배려(가|는|도|심이|심도)?\s*(전혀\s*)?(없|부족|않)'
    || '|\b(not|n''t|never|less than|far from|hardly|isn''t|wasn''t|weren''t|aren''t) (very |so |at all |really |even |that |particularly )?'
    || '(kind|friendly|thoughtful|caring|considerate|polite|courteous|welcoming)\b'
    || '|\b(kind|kinds) of\b|\b(what|some|any|this|that|every|one of a|of its|of a|all) kinds?\b'
    || '|\b(user|eco|budget|family|kid|child|environment\w*|wallet|pet|beginner)[- ]friendly\b');

create macro tells_thought(said) as
  regexp_matches(said, '(?i)'
    || '생각(합|해|했|하|이|돼|됩|됐|되)|(것|거|듯)\s*같(아|습|았|네|은|다|고)|느껴(집|져|졌|지)|느낌(이|입|을|도)|의심|궁금|(기대|예상)(했|하|와|보다|만큼)|줄\s*알았|이해(가|할\s*수)'
    || '|\b(i|we) (also |really |honestly |just |still |do |did |don''t |didn''t )?'
    || '(think|thought|feel like|felt like|guess|believe|believed|expect|expected|assume|assumed|wonder|wondered|figured|doubt|suspect)\b'
    || '|\b(seems?|seemed) (like|to|that|as)\b|\bin my opinion\b');

create macro tells_deed(said) as
  regexp_matches(said, '(?i)'
    || '(취소|환불|반품|교환|해지|탈퇴|문의|전화|신고|재구매|재주문|구매|구입|주문|결제|설치|삭제|추천|예약|가입|포기|방문|요청|신청|연락|확인)(을|를)?\s*(신청\s*|요청\s*)?'
    || '(했|하였|하게\s*됐|할\s*(게|거|예정|겁|생각))'
    || '|기다렸|기다리다|갈아탔|옮겼|지웠|돌려보냈|찾아갔|찾아봤|다시\s*샀|또\s*샀'
    || '|\b(i|we)(''ve| have| had|''d)?\s+(also |just |then |already |finally |immediately |even |never )?'
    || '(cancell?ed|returned|called|emailed|contacted|switched|bought|ordered|waited|deleted|uninstalled|recommended|asked|complained|renewed|signed up|gave up|tried|paid|reordered|subscribed)\b'
    || '|\b(i|we)(''ll| will| won''t) (never |definitely |not |certainly )?(buy|order|return|use|be back|come back|recommend|cancel|switch|renew)\b');

create macro expresses(expression, said, tone) as
  case expression
    when 'wish' then wishes(said)
    when 'kindness' then praises_kindness(said, tone)
    when 'thought' then tells_thought(said)
    when 'deed' then tells_deed(said)
  end;

-- How many quotes of one kind a reader gets at most: who may not read comments, no more than quote_list has.
create macro quotes_at_most() as case when reads_comments() then 1000000 else 3 end;
