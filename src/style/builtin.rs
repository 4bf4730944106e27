//! The house styles and fonts that come with the program, embedded in it. It holds no logic.
//!
//! The font Boardpack Sans is Liberation Sans without hinting instructions (`fonts/README.md`): every PDF is
//! a third smaller.

/// The files of a built-in style: the name and the bytes of each.
pub type Files = &'static [(&'static str, &'static [u8])];

macro_rules! files {
    ($style:literal, $($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../templates/", $style, "/", $name)) as &[u8])),*]
    };
}

/// The style that every other one extends.
pub const BASE: Files = files!(
    "base",
    "style.toml",
    "welsh.toml",
    "report.typ.j2",
    "agenda.typ.j2",
    "reserved.typ.j2",
    "accessibility.typ.j2",
    "agenda.typ",
    "agenda-look.typ",
    "minutes.typ.j2",
    "actions.typ.j2",
    "balance.typ",
    "capitals.typ",
    "caption.typ",
    "components.typ",
    "page.typ",
    "heading.typ",
    "text.typ",
    "list.typ",
    "table.typ",
    "rules.typ",
    "draft.typ",
    "picture.typ",
    "chart.typ",
    "signal.typ",
    "letterhead.typ",
    "title.typ",
    "title-parts.typ",
    "frame.typ",
    "closing.typ",
    "kept.typ",
    "field.typ",
    "contact.typ",
    "person.typ",
    "appendix.typ",
    "minutes.typ",
    "resolution.typ",
    "actions.typ",
    "draft.svg",
    "draft-welsh.svg",
);

/// The styles that a council can name, each with its files.
pub const STYLES: &[(&str, Files)] = &[
    ("county", files!("county", "style.toml", "welsh.toml", "letterhead.typ", "wordmark.svg")),
    ("district", files!("district", "style.toml", "welsh.toml", "letterhead.typ", "wordmark.svg")),
    (
        "civic",
        files!(
            "civic",
            "style.toml",
            "welsh.toml",
            "letterhead.typ",
            "title.typ",
            "rules.typ",
            "draft.typ",
            "closing.typ",
            "resolution.typ",
            "contact.typ",
            "agenda-look.typ",
        ),
    ),
    ("plain", files!("plain", "style.toml", "welsh.toml", "draft.svg", "draft-welsh.svg")),
];

/// The small council whose one report shows every element of a style.
pub const SPECIMEN: Files = files!(
    "specimen",
    "council.toml",
    "people.toml",
    "boards/specimen.toml",
    "indicators/specimen.toml",
    "packs/specimen/pack.toml",
    "reports/specimen/report.toml",
);

/// The smallest council that is in order: what `boardpack new council` writes.
pub const COUNCIL: Files = files!(
    "council",
    "council.toml",
    "people.toml",
    "boards/main_board.toml",
    "reports/first_report/report.toml",
);

/// The families of the faces that come with the program, in the order in which a glyph is looked for.
pub const FAMILIES: [&str; 2] = ["Boardpack Sans", "DejaVu Sans"];

macro_rules! fonts {
    ($($name:literal),* $(,)?) => {
        /// The names of the faces' files.
        pub const FONT_NAMES: &[&str] = &[$($name),*];
        /// Every face, in the order in which a missing glyph is looked for.
        pub const FONTS: &[&[u8]] = &[$(include_bytes!(concat!("../../fonts/", $name))),*];
    };
}

fonts!(
    "BoardpackSans-Regular.ttf",
    "BoardpackSans-Bold.ttf",
    "BoardpackSans-Italic.ttf",
    "BoardpackSans-BoldItalic.ttf",
    "DejaVuSans.ttf"
);
