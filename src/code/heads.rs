//! Class words that are the head of a name beside them: the fighters of a group are the group.

use crate::model::Lang;

use super::lists;
use super::parties::{How, PartyAt};
use super::reading::Passage;

/// "JNIM fighters", "des éléments de Boko Haram", مقاتلو الجبهة: the class word is the head of the
/// name beside it, not a second party.
pub(super) fn drop_heads(passage: &Passage, parties: &mut Vec<PartyAt>) {
    let links = |from: usize, to: usize| {
        (from..to).all(|at| {
            matches!(
                passage.tokens.word(at),
                "of" | "de"
                    | "du"
                    | "d"
                    | "des"
                    | "la"
                    | "le"
                    | "l"
                    | "the"
                    | "from"
                    | "group"
                    | "groupe"
                    | "belonging"
                    | "who"
                    | "believed"
                    | "be"
                    | "members"
                    | "affiliated"
                    | "with"
                    | "affilies"
                    | "membres"
                    | "se"
                    | "reclamant"
                    | "soupconnes"
                    | "appartenir"
                    | "ينتمون"
                    | "منتمون"
                    | "منتمين"
                    | "تابعون"
                    | "تابعين"
                    | "الي"
                    | "يعتقد"
                    | "يشتبه"
                    | "انهم"
                    | "بانهم"
                    | "في"
                    | "انتمايهم"
                    | "بانتمايهم"
                    | "كتيبه"
                    | "to"
                    | "presumed"
                    | "presumes"
                    | "suspected"
                    | "katiba"
                    | "تنظيم"
                    | "جماعه"
                    | "من"
                    | "حركه"
                    | "front"
                    | "appartenant"
                    | "a"
                    | "au"
                    | "movement"
                    | "mouvement"
                    | "organisation"
                    | "الارهابي"
                    | "operation"
                    | "mission"
                    | "force"
                    | "قوه"
                    | "عمليه"
                    | "بعثه"
            )
        }) && (from..=to).all(|at| passage.tokens.get(at).is_some_and(|it| it.gap.joins()))
    };
    let mut index = 0;
    while index < parties.len() {
        let heads = |other: Option<&PartyAt>| {
            let (Some(own), Some(other)) = (parties.get(index), other) else { return false };
            // جنود ومدنيين: who is joined by an "and" is another.
            let joined = passage.lang == Lang::Ar
                && other.from >= own.to
                && lists::is_and(passage, other.from);
            let near = if joined {
                false
            } else if other.from >= own.to {
                other.from - own.to <= 6 && links(own.to, other.from)
            } else {
                own.from - other.to <= 1 && links(other.to, own.from)
            };
            // "Soldiers of Barkhane", جنود قوة برخان: the men are those of the force.
            let men = own.how == How::Generic
                && other.how == How::Name
                && (other.from >= own.to || other.to == own.from)
                && is_men(passage.tokens.word(own.from));
            (own.how == How::Class || men) && other.how != How::Class && near
        };
        let next = heads(parties.get(index + 1));
        let last = index > 0 && passage.lang != Lang::Ar && heads(parties.get(index - 1));
        if next || last {
            parties.remove(index);
        } else {
            index += 1;
        }
    }
}

/// Men of some force, without saying of which.
fn is_men(word: &str) -> bool {
    matches!(
        word,
        "soldiers"
            | "troops"
            | "soldats"
            | "militaires"
            | "soldat"
            | "soldier"
            | "جنود"
            | "جندي"
            | "جنديا"
            | "جنديين"
            | "جنديان"
            | "الجنود"
            | "عناصر"
    )
}
