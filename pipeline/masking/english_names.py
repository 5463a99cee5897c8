"""What tells English names of people: common first names, and capitalised words that name nobody."""

FIRST_NAMES = frozenset(
    (
        "aaron abby abigail adam adrian aisha alan albert alejandro alex alexander alexandra alice alicia alison amanda amber amelia amy ana andrea andrew andy angela "
        "anita ann anna anne anthony antonio arthur ashley audrey barbara becky ben benjamin beth betty bill bob brad brandon brenda brian bruce callum cameron carl "
        "carla carlos carmen carol caroline catherine cathy charles charlotte chloe chris christina christine christopher claire colin connor courtney craig cynthia "
        "dan daniel danielle darren dave david dawn dean deborah debbie denise dennis derek diana diane diego don donald donna dorothy doug dylan edward elena elizabeth "
        "ella ellen emily emma eric erica erik erin ethan eva evan evelyn fatima fiona frank fred gareth gary george gina giulia gordon graham greg gregory hannah harry "
        "heather helen henry holly hugh ian ingrid irene isaac isabel isabella ivan jack jackie jacob jake james jamie jane janet janice jason javier jay jean jeff jeffrey "
        "jenna jennifer jenny jeremy jerry jesse jessica jill jim jimmy joan joanna joe joel john johnny jon jonathan jorge jose joseph josh joshua joyce juan judith judy "
        "julia julian julie justin kaitlyn karen karl kate katherine kathleen kathy katie keith kelly ken kenneth kevin kim kimberly kyle larry laura lauren lawrence leah "
        "lee leo leon leslie liam linda lisa logan lori louis louise lucas lucy luis luke lynn madison maggie marcus margaret maria marie marilyn mario marisol martha "
        "martin mary matt matthew megan melanie melissa mia michael michelle miguel mike mohamed mohammed molly monica muhammad nancy naomi natalie nathan neil nicholas "
        "nick nicola nicole nigel nina noah nora oliver olivia omar oscar owen pam pamela pat patricia patrick paul paula pedro peter phil philip phillip philippa priya "
        "rachel ralph raj rashid ray raymond rebecca ricardo richard rick rita rob robert roberto robin roger ron ronald rosa rosie roy ruth ryan sally sam samantha samuel "
        "sandra sara sarah scott sean sergio seth shannon sharon shaun sheila shirley simon siobhan sofia sophia sophie stacy stephanie stephen steve steven stuart sue susan "
        "suzanne sylvia tamara tara teresa terry theo theresa thomas tiffany tim timothy tina toby todd tom tomasz tony tracy travis trevor tyler tyrone valerie vanessa "
        "veronica vicky victor victoria vincent wayne wendy wei will william yuki yusuf zach zoe deshawn janelle bex"
    ).split()
)
"""Common first names of people who write in English (compared in lower case)."""

NO_NAMES = frozenset(
    (
        "a about absolute absolutely after all almost also always am amazing american an and any apart are as asian at avoid awesome awful back bad bank be because been "
        "before being best better big black blue bought but buy by came can canada cannot cant card chat chinese christmas company could customer customers day definitely "
        "delivered delivery did didnt disappointed do does dont easter easy english even ever every everyone excellent exactly extremely fantastic fast finally first five "
        "for four french friday from front full fully german get getting given go god going good got great green had happy hard has hate hated hates have having he hello help "
        "her here high highly him his honestly horrible hotel how however i if in india international is it its japan japanese just kept kind korea korean last later left less "
        "let like line liked likes live look looking loved loves made main make management manager many may maybe me mine monday money more most much must my never new next nice "
        "night no none nope north not nothing now of off office ok okay old on once one only or order other our out over overall own page paid part perfect person phone please "
        "poor pretty price product quality quick quite rather real really recommend recommended red refund reservation returned right room ruined run said same satisfied "
        "saturday second security see seems seller sent server service shame she should simply since so some someone something soon sorry south special spring staff star stars "
        "still stop store street such sunday super support supervisor sure team technical tech terrible than thank thanks that the their them then there these they thing this "
        "those though three thursday tier to today told tomorrow too took total totally tried tuesday twice two under until up upset us use used user very via walmart "
        "want wanted was waste we wednesday week welcome well went were west what when where which while white who why will winter with without won wonderful work worked "
        "working works worst would wow wrong year yes yesterday yet you your yours zero summer autumn january february march april june july august september october "
        "november december amazon samsung apple google microsoft netflix uber airbnb booking ebay paypal naver kakao coupang lotte hyundai kia lg sony dell asus nike adidas "
        "siri alexa cortana ups fedex dhl usps royal visa mastercard hsbc barclays chase facebook instagram whatsapp twitter youtube tesla london paris seoul busan york "
        "england europe china singapore australia america housekeeping reception concierge billing sales returns accounts human humans anyone somebody anybody nobody people "
        "guys folks both each another either reception desk head corporate customer-service cs hr it ai bot chatbot crap fantastic rubbish garbage trash dear regards cheers "
        "cheapest fastest value quickest top love kudos bravo merci gracias "
        "admin again android bean beautiful bixby buddy coffee committee dad detective dev developer developers devs diary dr dude editor everybody friend "
        "friends girl god's governor hiring independent ios kitty lord madam man martens miss mom mr mrs ms ondo pepper potato president prof reader readers "
        "robot santa shop sir sirs strange sunshine users valued who's whom wise world"
    ).split()
)
"""Words that name nobody, capitalised or after a greeting or a title (compared in lower case)."""
