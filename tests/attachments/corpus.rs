//! What is known of each file of the corpus, and why its graft may differ from it. It reads no PDF.

/// A file that can be read.
pub(crate) struct Case {
    /// Its name, without `.pdf`.
    pub name: &'static str,
    /// The file that reads the same: another reader cannot open this one, or need not.
    pub like: &'static str,
    /// Whether its tags are grafted; else each page is one figure.
    pub tagged: bool,
}

const fn tagged(name: &'static str) -> Case {
    Case { name, like: name, tagged: true }
}

const fn untagged(name: &'static str) -> Case {
    Case { name, like: name, tagged: false }
}

const fn like(name: &'static str, like: &'static str) -> Case {
    Case { name, like, tagged: true }
}

/// All files that can be read.
pub(crate) const CASES: &[Case] = &[
    tagged("annotations"),
    tagged("cairo_tagged"),
    untagged("cairo_untagged"),
    tagged("chromium_tagged"),
    untagged("chromium_untagged"),
    tagged("crop_box"),
    like("damaged_length", "letter"),
    like("damaged_mail", "letter"),
    like("damaged_offsets", "letter"),
    like("damaged_startxref", "letter"),
    like("damaged_trailer", "letter"),
    tagged("dangers"),
    like("encrypted_owner_aes256", "writer_tagged"),
    like("encrypted_owner_rc4", "writer_tagged"),
    untagged("fonts_not_embedded"),
    tagged("form"),
    untagged("ghostscript"),
    tagged("impress_notes"),
    tagged("impress_tagged"),
    untagged("impress_untagged"),
    tagged("incremental"),
    tagged("inherited"),
    tagged("latex_tagged"),
    untagged("latex_untagged"),
    tagged("layers"),
    tagged("letter"),
    tagged("mixed_sizes"),
    tagged("pdf_2_0"),
    tagged("qpdf_joined"),
    like("qpdf_linearised", "writer_tagged"),
    like("qpdf_object_streams", "writer_tagged"),
    like("qpdf_plain_1_4", "writer_tagged"),
    like("qpdf_qdf", "cairo_tagged"),
    tagged("rotated"),
    untagged("scan"),
    untagged("scan_with_text"),
    tagged("small_text"),
    tagged("tags_cycle"),
    untagged("tags_empty"),
    tagged("tags_in_form_xobject"),
    tagged("tags_parent_tree_clash"),
    tagged("tags_parent_tree_gap"),
    tagged("tags_partly"),
    tagged("tags_rich"),
    tagged("tags_strangers"),
    tagged("transparency"),
    tagged("typst_ua"),
    untagged("typst_untagged"),
    tagged("unbalanced"),
    tagged("user_unit"),
    tagged("writer_pdfa"),
    tagged("writer_tagged"),
    untagged("writer_untagged"),
];

/// Files that cannot be read, with what the finding says of them, and its hint.
pub(crate) const REFUSED: &[(&str, &str, &str)] = &[
    ("empty", "is empty", "ask its sender"),
    ("encrypted_user", "opens only with a password", "ask its sender for a file without a password"),
    ("no_pages", "has no pages", "ask its sender"),
    ("not_a_pdf", "is not a PDF", "save it as PDF"),
    ("pages_cycle", "is damaged", "ask its sender to save it as PDF again"),
    ("truncated", "is damaged", "ask its sender to save it as PDF again"),
    ("web_page", "is not a PDF", "save it as PDF"),
];

/// Pages that look otherwise: which part of their pixels, at least and at most, and why.
pub(crate) const UNLIKE: &[(&str, usize, f64, f64, &str)] = &[
    ("dangers", 2, 0.03, 0.06, "the pictures that stand for films, sounds and files inside it"),
    ("form", 1, 0.0006, 0.002, "a value that is set, since the file holds no picture of it"),
    ("layers", 1, 0.003, 0.02, "a comment on a hidden layer, which the one that draws it alone shows"),
];

/// Links that are not kept: how many of a page, and why.
pub(crate) const LOST_LINKS: &[(&str, usize, i32, &str)] = &[
    ("annotations", 1, 2, "a name that stands nowhere, and a page that is not in the file"),
    ("dangers", 1, 8, "scripts, programs, other files and sounds"),
    ("qpdf_joined", 4, 1, "a name of the second file, which its joining lost"),
];

/// Kinds of elements of which there are more, or fewer, and why.
pub(crate) const MENDED: &[(&str, &str, i64, &str)] = &[
    ("chromium_tagged", "LBody", 8, "its list items had no body"),
    ("chromium_tagged", "Figure", -1, "a figure round another one, without words"),
    ("chromium_tagged", "Div", 1, "which is a group"),
    ("form", "Form", 1, "a field whose value is set"),
    ("form", "Span", -1, "which else would be gone"),
];

/// Words that stand in a file's tags and not in the pack's, and why.
pub(crate) const UNREAD: &[(&str, &str, &str)] = &[
    ("layers", "HIDDEN: the price that was offered", "it is on a layer that is hidden"),
    ("layers", "HIDDEN: by way of a membership rule", "the same"),
];

/// Words that are set in place of a field of which a file has no picture, and those that they stand before.
pub(crate) const SET: &[(&str, &str, &str)] = &[("form", "Saturday", "Signature")];

/// Pages, from 0, to which the tags of a file do not lead: each becomes a figure.
pub(crate) const UNTAGGED_PAGES: &[(&str, &[usize])] = &[("qpdf_joined", &[3, 4]), ("tags_partly", &[1])];

/// The pages of a file to which its tags do not lead.
pub(crate) fn untagged_pages(name: &str) -> &'static [usize] {
    UNTAGGED_PAGES.iter().find(|(file, _)| *file == name).map_or(&[], |(_, pages)| pages)
}

/// Rules of PDF/UA-1 (their clauses, as the checker counts them) that a pack with a file does not
/// meet, and why. What a pack says of itself is not among them: that is for those who build it.
pub(crate) const UNMET: &[(&str, &str, &str)] = &[
    ("fonts_not_embedded", "7.21.4.1:1", "its font is not in the file"),
    ("fonts_not_embedded", "7.21.7:1", "the same"),
    ("ghostscript", "7.21.7:1", "its map to Unicode has sections without entries; other checkers pass it"),
    ("impress_notes", "7.3:1", "nobody can know what its pictures show"),
    ("tags_in_form_xobject", "7.1:3", "a form that is a figure as a whole; other checkers pass it"),
];
