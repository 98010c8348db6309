//! What stands on a page beside the article: buttons, pointers to other articles, photo captions.
//!
//! Everything here judges one line of clean text by its folded words. The lists are of what blog
//! engines, news sites and share bars print in the three languages; a line is never judged by what
//! the article is about.

use super::fold::fold;

/// Lines that are a button or a label of the page as a whole, folded, signs at the ends off.
#[rustfmt::skip]
const BUTTONS: &[&str] = &[
    // English
    "ad", "ads", "advertisement", "advertisements", "advertise with us", "sponsored", "promoted",
    "get link", "x", "other apps", "comments", "comment", "post a comment", "leave a comment",
    "leave a reply", "cancel reply", "no comments", "reply", "add a comment", "view comments",
    "share", "share this", "share this article", "share this post", "share this story", "shares",
    "share on facebook", "share on twitter", "share on x", "share on whatsapp", "share via email",
    "share on linkedin", "share on telegram", "tweet", "facebook", "twitter", "whatsapp",
    "telegram", "linkedin", "pinterest", "reddit", "messenger", "email", "e-mail", "print", "pin",
    "copy link", "copy url", "save", "like", "like this", "like loading", "follow", "follow us",
    "subscribe", "subscribe now", "sign up", "sign in", "log in", "login", "register", "read more",
    "continue reading", "more", "show more", "load more", "see more", "view more", "learn more",
    "click here", "menu", "search", "home", "close", "open", "related", "related articles",
    "related posts", "related news", "related stories", "related topics", "related content",
    "recommended", "recommended stories", "recommended for you", "you may also like",
    "you might also like", "more stories", "more news", "latest news", "most read", "trending",
    "read next", "up next", "see also", "read also", "also read", "previous", "next",
    "previous post", "next post", "previous article", "next article", "older posts", "newer posts",
    "older post", "newer post", "labels", "tags", "skip to content", "skip to main content",
    "back to top", "listen", "listen to this article", "listen to article", "download", "loading",
    "powered by blogger", "report abuse", "published in", "filed under", "toggle navigation",
    "about the author", "read more on", "end of list", "list of items", "recommended reading",
    "table of contents", "share full article", "gift this article",
    "advertisement - scroll to continue", "story continues below advertisement",
    "article continues below", "enable notifications",
    // French
    "publicite", "annonce", "annonces", "sponsorise", "partager", "partagez", "partage",
    "partager sur facebook", "partager sur twitter", "partager sur x", "partager sur whatsapp",
    "partager sur linkedin", "partager cet article", "partager l'article", "partager par email",
    "tweeter", "imprimer", "envoyer", "envoyer par email", "envoyer par e-mail", "copier le lien",
    "enregistrer", "commenter", "commentaire", "commentaires", "laisser un commentaire",
    "ajouter un commentaire", "annuler la reponse", "repondre", "aucun commentaire", "reagir",
    "lire la suite", "lire plus", "lire l'article", "en savoir plus", "voir plus", "plus",
    "afficher plus", "charger plus", "suite", "lire aussi", "a lire aussi", "a lire egalement",
    "lire egalement", "voir aussi", "a voir aussi", "sur le meme sujet", "sur le meme theme",
    "dans la meme rubrique", "articles similaires", "articles lies", "articles connexes",
    "articles recents", "derniers articles", "dernieres nouvelles", "vous aimerez aussi",
    "s'abonner", "abonnez-vous", "je m'abonne", "suivez-nous", "se connecter", "connexion",
    "s'inscrire", "inscription", "accueil", "recherche", "rechercher", "fermer", "ecouter",
    "ecouter l'article", "telecharger", "article precedent", "article suivant", "precedent",
    "suivant", "haut de page", "aller au contenu", "aller au contenu principal", "chargement",
    "j'aime", "j'aime ca", "j'aime chargement", "mots-cles", "etiquettes", "cliquez ici",
    "la suite apres cette publicite", "les plus lus", "a propos de l'auteur", "sommaire",
    // Arabic
    "شارك", "مشاركه", "شاركها", "شارك المقال", "شارك الخبر", "شارك هذا الموضوع", "مشاركه المقال",
    "شارك علي فيسبوك", "فيسبوك", "تويتر", "واتساب", "تيليغرام", "تلغرام", "طباعه", "ارسال",
    "البريد الالكتروني", "نسخ الرابط", "انسخ الرابط", "تعليقات", "التعليقات", "تعليق", "اضف تعليقا",
    "اضف تعليق", "اترك تعليقا", "اترك ردا", "لا تعليقات", "اعلان", "اعلانات", "المزيد",
    "اقرا المزيد", "عرض المزيد", "اقرا ايضا", "شاهد ايضا", "طالع ايضا", "انظر ايضا",
    "مواضيع ذات صله", "مقالات ذات صله", "اخبار ذات صله", "موضوعات ذات صله", "ذات صله",
    "مواضيع متعلقه", "تابعنا", "اشترك", "اشترك الان", "الرييسيه", "بحث", "القايمه", "السابق",
    "التالي", "الوسوم", "كلمات مفتاحيه", "حفظ", "استمع", "تحميل", "الاكثر قراه",
];

/// Heads of lines that point to another article or to the site, folded.
#[rustfmt::skip]
const POINTERS: &[&str] = &[
    "see also:", "see also -", "read also", "also read", "read more:", "read more on", "read next",
    "read:", "related:", "related article", "related story", "more on this story", "recommended:",
    "watch also", "don't miss:", "must read:", "you may also like", "you might also like",
    "follow us on", "follow us:", "follow our", "subscribe to our", "sign up for", "sign up to",
    "join our whatsapp", "join our telegram", "join us on", "click here to", "click here for",
    "download our app", "download the app", "get our", "tags:", "labels:", "filed under:",
    "posted in:", "categories:", "category:", "share this:", "share on:", "copyright ",
    "all rights reserved", "if you have any information", "this article was originally published",
    "please enable javascript", "support our journalism", "story continues below", "lire aussi",
    "a lire aussi", "lire egalement", "a lire egalement", "a lire :", "a lire:", "lire :", "lire:",
    "lire la suite", "voir aussi", "a voir aussi", "suivez-nous sur", "suivez nous sur",
    "abonnez-vous a", "rejoignez notre", "rejoignez-nous sur", "cliquez ici", "telechargez notre",
    "mots-cles :", "mots cles :", "etiquettes :", "partager :", "partager:", "tous droits reserves",
    "vous avez aime cet article", "pour ne rien rater", "inscrivez-vous a", "recevez ",
    "la suite apres cette publicite", "اقرا ايضا", "اقرا المزيد", "شاهد ايضا", "طالع ايضا",
    "انظر ايضا", "للمزيد", "تابعنا علي", "تابعونا علي", "اشترك في", "جميع الحقوق محفوظه",
    "حقوق النشر", "الوسوم:", "كلمات مفتاحيه:", "انضم الي قناتنا", "حمل تطبيق",
];

/// Sentences by which feeds of a common engine end every entry: their head and a later part.
const SIGNATURES: &[(&str, &str)] = &[
    ("the post ", " appeared first on "),
    ("the post ", " first appeared on "),
    ("l'article ", " est apparu en premier sur "),
    ("cet article ", " est apparu en premier sur "),
    ("l'article ", " est disponible sur "),
    ("ظهرت المقاله ", " اولا علي "),
    ("the article ", " appeared first on "),
];

/// What a reader counts: comments, shares, minutes.
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "comment", "comments", "share", "shares", "view", "views", "like", "likes", "reply", "replies",
    "min read", "mins read", "minute read", "minutes read", "commentaire", "commentaires",
    "partage", "partages", "vue", "vues", "min de lecture", "minutes de lecture", "تعليق",
    "تعليقات", "مشاهده", "مشاهدات", "مشاركه", "دقايق قراه", "دقيقه",
];

/// Longest line that is taken for a button, a pointer, a caption, in bytes of clean text.
const BUTTON: usize = 60;
const POINTER: usize = 300;
const CAPTION: usize = 600;

/// Whether a line is a button or a label of the page.
pub fn is_button(line: &str) -> bool {
    if line.len() > BUTTON {
        return false;
    }
    let folded = fold(line);
    let words = folded.trim_matches(|c: char| !c.is_alphanumeric());
    if words.is_empty() {
        return true;
    }
    let counted = words.trim_start_matches(|c: char| c.is_ascii_digit() || " .,k+".contains(c));
    BUTTONS.contains(&words)
        || (counted.len() < words.len() && COUNTED.contains(&counted))
        || words.split(" | ").all(|it| BUTTONS.contains(&it.trim()))
        || is_row_of_buttons(words)
}

/// "Facebook Twitter Email": nothing but names of buttons of one word.
fn is_row_of_buttons(words: &str) -> bool {
    #[rustfmt::skip]
    const NETWORKS: [&str; 15] = [
        "facebook", "twitter", "x", "whatsapp", "telegram", "linkedin", "pinterest", "email",
        "print", "reddit", "messenger", "share", "partager", "tweet", "instagram",
    ];
    words.split_whitespace().all(|it| NETWORKS.contains(&it))
}

/// Whether a line points to other articles or speaks for the site ("See also: …").
pub fn is_pointer(line: &str) -> bool {
    if line.len() > POINTER {
        return false;
    }
    let folded = fold(line);
    let words = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    POINTERS.iter().any(|it| words.starts_with(it))
        || RESERVED.iter().any(|it| words.contains(it))
        || is_signature(words)
}

/// What a site says of its rights, folded.
const RESERVED: [&str; 3] = ["all rights reserved", "tous droits reserves", "جميع الحقوق محفوظه"];

/// Whether a line among the first of a document names its author and nothing else.
pub fn is_byline(line: &str) -> bool {
    const HEADS: [&str; 6] = ["by ", "par ", "بقلم ", "بقلم:", "reporting by ", "redaction "];
    const WORDS: usize = 7;
    let folded = fold(line);
    let named = HEADS.iter().find_map(|it| folded.strip_prefix(it));
    let capital =
        line.split_whitespace().nth(1).is_some_and(|it| !it.starts_with(char::is_lowercase));
    let short = line.split_whitespace().nth(WORDS).is_none();
    named.is_some() && capital && short && !ends_sentence(line)
}

fn is_signature(words: &str) -> bool {
    SIGNATURES.iter().any(|(head, part)| words.starts_with(head) && words.contains(part))
}

/// Whether a short line announces a list of links ("Read more on:", "Lire aussi").
pub fn announces_links(line: &str) -> bool {
    line.len() <= BUTTON * 2 && (line.ends_with(':') || is_button(line) || is_pointer(line))
}

/// The line without what feeds put after a text they cut: "[…]", "Read more →".
pub fn without_tail(line: &str) -> &str {
    #[rustfmt::skip]
    const TAILS: [&str; 10] = [
        "Read more", "Read More", "Continue reading", "Lire la suite", "Lire plus", "[…]", "[...]",
        "[&hellip;]", "اقرأ المزيد", "Lire l’article",
    ];
    let trimmed = line.trim_end_matches(|c: char| c.is_whitespace() || "→»>".contains(c));
    for tail in TAILS {
        if let Some(rest) = trimmed.strip_suffix(tail) {
            let cut =
                tail.starts_with('[') || ends_sentence(rest) || rest.trim_end().ends_with('…');
            if cut {
                return without_tail(rest.trim_end());
            }
        }
    }
    line.trim_end()
}

/// Whether a text ends as a sentence ends: its last sign is a stop, quotes and brackets after it
/// left aside.
pub fn ends_sentence(text: &str) -> bool {
    let closing = |c: char| c.is_whitespace() || "\"'”’»)]›".contains(c);
    let text = text.trim_end_matches(closing);
    text.ends_with(['.', '!', '?', '…', '؟', '۔', ':', ';', '؛', '。'])
}

/// Agencies and formulas that sign a picture, folded.
#[rustfmt::skip]
const AGENCIES: &[&str] = &[
    "afp", "reuters", "ap", "ap photo", "associated press", "getty images", "getty", "epa", "efe",
    "epa-efe", "xinhua", "sipa", "sipa press", "anadolu", "anadolu agency", "aa", "dpa", "tass",
    "sputnik", "shutterstock", "istock", "abaca", "hans lucas", "keystone", "ritzau", "maxppp",
    "file", "archive", "archives", "dr", "d.r", "d.r.", "screenshot", "capture d'ecran", "handout",
    "courtesy", "via reuters", "via ap", "via afp", "rfi", "via getty images", "afp/archives",
    "رويترز", "فرانس برس", "الاناضول", "ا ف ب", "اف ب", "ارشيف", "الجزيره", "اسوشيتد برس", "غيتي",
];

/// Heads of captions, folded; each stands before a colon, a blank or a bracket.
#[rustfmt::skip]
const CAPTION_HEADS: &[&str] = &[
    "photo", "photo credit", "photo by", "image", "image credit", "images", "picture", "pictured",
    "file photo", "file picture", "credit", "credits", "credit photo", "photo d'archives",
    "photo d'illustration", "image d'illustration", "legende", "caption", "illustration", "صوره",
    "الصوره", "صوره ارشيفيه", "صوره من الارشيف", "مصدر الصوره", "تصوير",
];

/// Whether a line is the caption of a photo or video, by the credit that it bears.
pub fn is_caption(line: &str) -> bool {
    if line.len() > CAPTION {
        return false;
    }
    let folded = fold(line);
    has_caption_head(&folded) || has_credit(&folded) || line.starts_with('©') || late_sign(line)
}

/// A copyright sign in the last third of a line.
fn late_sign(line: &str) -> bool {
    line.rfind('©').is_some_and(|at| at * 3 >= line.len() * 2 || line.len() - at < 60)
}

fn has_caption_head(folded: &str) -> bool {
    let words = folded.trim_start_matches(['(', '[', '-', ' ']);
    CAPTION_HEADS.iter().any(|head| {
        words.strip_prefix(head).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.starts_with([':', '©', '|']) || rest.starts_with("- ") || rest.is_empty()
        })
    }) || words.starts_with("photo by ")
        || words.starts_with("صوره ارشيفيه")
}

/// A credit at the end: "[File: A. Name/Reuters]", "A. Name / AFP", "(Photo by …)", "| Reuters".
fn has_credit(folded: &str) -> bool {
    let bracketed = folded.ends_with([')', ']']);
    let open = folded.rfind(['(', '[']).filter(|_| bracketed);
    if let Some((before, credit)) = open.and_then(|at| folded.split_at_checked(at)) {
        let credit = credit.trim_matches(|c: char| "()[]. ".contains(c));
        let formula = ["file:", "file photo", "archive", "photo", "image", "credit", "courtesy"];
        if formula.iter().any(|it| credit.starts_with(it)) || signed(credit) {
            return true;
        }
        if credit.rsplit_once(" via ").is_some_and(|it| AGENCIES.contains(&it.1)) {
            return true;
        }
        // "(AFP)" alone also signs articles: then it follows a full stop.
        return AGENCIES.contains(&credit) && !ends_sentence(before) && folded.len() < 300;
    }
    let tail = folded.rsplit_once(['|', '©']).map_or("", |it| it.1);
    AGENCIES.contains(&tail.trim_matches(['.', ' '])) || signed(folded)
}

/// "A. Name/Reuters", "– / AFP": an agency after a slash.
fn signed(credit: &str) -> bool {
    let Some((_, agency)) = credit.rsplit_once('/') else { return false };
    AGENCIES.contains(&agency.trim_matches(|c: char| c == '.' || c.is_whitespace()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_folded() {
        let lists = [BUTTONS, POINTERS, COUNTED, AGENCIES, CAPTION_HEADS];
        for word in lists.into_iter().flatten() {
            assert_eq!(&fold(word), word);
        }
    }

    fn check(judge: fn(&str) -> bool, yes: &[&str], no: &[&str]) {
        for line in yes {
            assert!(judge(line), "{line}");
        }
        for line in no {
            assert!(!judge(line), "{line}");
        }
    }

    #[test]
    fn buttons_are_known() {
        check(
            is_button,
            &[
                "Get link",
                "- X",
                "Share:",
                "0 Comments",
                "12 commentaires",
                "Publicité",
                "***",
                "À lire aussi :",
                "اقرأ أيضاً",
                "إعلان",
                "Facebook Twitter WhatsApp",
                "3 min read",
                "Lire la suite »",
                "أخبار ذات صلة",
            ],
            &["Kidal", "Two dead", "What next?", "Un mort", "قتيلان"],
        );
    }

    #[test]
    fn pointers_are_known() {
        check(
            is_pointer,
            &[
                "See also: Something else entirely",
                "Lire aussi Mali : une autre histoire",
                "اقرأ أيضا: خبر آخر",
                "© 2026 A Site. All rights reserved.",
                "The post A headline appeared first on A Site.",
                "L’article Un titre est apparu en premier sur Un site.",
            ],
            &["See how the army came", "Readers saw it", "The post at Gao fell on Monday."],
        );
    }

    #[test]
    fn bylines_are_known() {
        check(
            is_byline,
            &["By Staff Writer", "Par Rédaction Afrique", "بقلم فلان الفلاني"],
            &[
                "By night the army left.",
                "Par ailleurs, deux soldats",
                "by the river",
                "By-elections",
            ],
        );
    }

    #[test]
    fn captions_are_known() {
        check(
            is_caption,
            &[
                "Smoke over the capital this weekend © – / AFP",
                "A soldier at a checkpoint in Gao [File: Jane Doe/Reuters]",
                "Photo: A. Diallo",
                "Crédit : DR",
                "Des habitants à Ménaka (Photo d’illustration)",
                "صورة أرشيفية لجنود ماليين",
                "Un marché à Mopti, le 3 mai. © J. Dupont/AFP",
                "Troops parade in Niamey | Reuters",
                "Foreign fighters in the north. [Some Army via AP]",
            ],
            &[
                "The army said so on Monday. (AFP)",
                "Photos of the attack were shared online, a resident said.",
                "صورة الوضع في الشمال قاتمة وفق المحللين.",
                "The photo showed three men.",
            ],
        );
    }

    #[test]
    fn cut_texts_lose_their_marker() {
        assert_eq!(without_tail("Two were killed. Read more →"), "Two were killed.");
        assert_eq!(without_tail("Two were killed in […]"), "Two were killed in");
        assert_eq!(without_tail("We want to Read more"), "We want to Read more");
    }
}
