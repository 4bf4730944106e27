//! Trees of tags that nobody thought of, drawn in a pack and read back: nothing is lost, and nothing
//! stands elsewhere. It looks at no pictures.

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};
use proptest::{collection, option, prop_assert, prop_assert_eq};

use crate::attachments::built::build;
use crate::attachments::file::{Kid, Node};
use crate::attachments::parts::part;
use crate::attachments::ways::To;
use crate::attachments::writer::{ADDRESS, Line, Piece, Writer};
use crate::support::{dangling, key_faults};

fn words() -> impl Strategy<Value = String> {
    "[a-z]{2,7}( [a-z]{2,7}){0,3}"
}

fn kind() -> impl Strategy<Value = &'static str> {
    let kinds =
        ["P", "Span", "Quote", "Note", "Code", "Text body", "H", "H1", "H2", "H3", "H5", "H6", "Kopfzeile#1"];
    (0..kinds.len()).prop_map(move |at| kinds[at])
}

fn leaf() -> impl Strategy<Value = Piece> {
    prop_oneof![
        6 => (kind(), words(), proptest::bool::weighted(0.2)).prop_map(|(k, w, turn)| Piece::Words(k, w, turn)),
        2 => (kind(), words(), words()).prop_map(|(k, a, b)| Piece::Across(k, a, b)),
        1 => collection::vec(words(), 1..4).prop_map(Piece::Form),
        2 => (words(), option::of(0..3_usize)).prop_map(|(w, to)| Piece::Link(w, to)),
    ]
}

fn list(items: Vec<Piece>) -> Piece {
    let item = |piece: Piece| {
        let label = Piece::Words("Lbl", "x".to_owned(), false);
        Piece::Group("LI", vec![label, Piece::Group("LBody", vec![piece])])
    };
    Piece::Group("L", items.into_iter().map(item).collect())
}

fn table(cells: Vec<Piece>) -> Piece {
    let row = |(at, cell): (usize, Piece)| {
        let kind = if at == 0 { "TH" } else { "TD" };
        Piece::Group("TR", vec![Piece::Words("TH", "y".to_owned(), false), Piece::Group(kind, vec![cell])])
    };
    Piece::Group("Table", cells.into_iter().enumerate().map(row).collect())
}

fn piece() -> impl Strategy<Value = Piece> {
    leaf().prop_recursive(4, 40, 5, |inner| {
        let several = || collection::vec(inner.clone(), 1..5);
        let group =
            prop_oneof![Just("Sect"), Just("Div"), Just("Slide"), Just("BlockQuote"), Just("NonStruct")];
        prop_oneof![
            2 => (group, several()).prop_map(|(kind, pieces)| Piece::Group(kind, pieces)),
            1 => several().prop_map(list),
            1 => several().prop_map(table),
        ]
    })
}

/// What is read of an element and of all below it.
fn lines(node: &Node, depth: usize, first: usize, out: &mut Vec<Line>) {
    let kind = if node.standard.starts_with('H') { "H".to_owned() } else { node.standard.clone() };
    let own = node.kids.iter().filter_map(|kid| match kid {
        Kid::Text { page, text } => Some((page - first, text.clone())),
        _ => None,
    });
    out.push((depth, kind, own.collect()));
    for kid in &node.kids {
        if let Kid::Node(node) = kid {
            lines(node, depth + 1, first, out);
        }
    }
}

/// The levels of headings, in order.
fn levels(part: &Node) -> Vec<u32> {
    part.all().into_iter().filter_map(|node| node.standard.strip_prefix('H')?.parse().ok()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_tree_comes_back_whole(pieces in collection::vec(piece(), 1..7), twice in any::<bool>()) {
        let (bytes, writer) = Writer::write(&pieces);
        let files: &[(&str, &[u8])] = &[("one", &bytes), ("two", &bytes)];
        let pack = build(if twice { files } else { &files[..1] });
        prop_assert_eq!(key_faults(&pack.file.document), Vec::<String>::new());
        prop_assert_eq!(dangling(&pack.file.document), Vec::<String>::new());
        for (nth, range) in pack.ranges.iter().enumerate() {
            let first = range.start;
            let part = part(&pack, nth);
            let mut found = Vec::new();
            lines(part, 0, first, &mut found);
            prop_assert_eq!(&found, &writer.lines);
            let levels = levels(part);
            prop_assert!(levels.iter().zip(levels.iter().skip(1)).all(|(a, b)| *b <= a + 1), "{:?}", levels);
            prop_assert!(levels.first().is_none_or(|level| *level == 3), "{:?}", levels);
            for page in 0..writer.count() {
                let own = pack.file.page(first + page);
                let fonts = pack.file.dict(own, b"Resources").and_then(|r| pack.file.dict(r, b"Font"));
                prop_assert!(fonts.is_some_and(|fonts| fonts.has(b"AA")), "a font is lost");
                let to = writer.links.get(&page).into_iter().flatten();
                let to: Vec<To> = to.filter_map(|to| match to {
                    Some(to) => (*to < writer.count()).then_some(To::Page(first + to)),
                    None => Some(To::Address(ADDRESS.to_owned())),
                }).collect();
                let links: Vec<To> = pack.file.links(first + page).into_iter().map(|link| link.to).collect();
                prop_assert_eq!(links, to);
            }
        }
    }
}
