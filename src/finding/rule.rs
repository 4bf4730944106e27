//! The rules that a finding can name, each with its one stable name. It knows no words about them: these are
//! in `rules/` and are read by the catalogue.
//!
//! A rule is a type, its words are data: findings, exit codes and the order of findings name a `Rule`, so
//! that no name can be misspelt. A new rule is a line here, an entry in `rules/`, and a case in the tests.

use std::fmt;

/// Makes the list of rules, so that each name stands in one place only.
macro_rules! rules {
    ($($rule:ident = $name:literal,)+) => {
        /// A rule that findings are of. Its name stays as it is from version to version: scripts and
        /// suppressions name it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(
                #[doc = concat!("`", $name, "`")]
                $rule,
            )+
        }

        impl Rule {
            /// The rules, by name.
            pub const ALL: &'static [Self] = &[$(Self::$rule,)+];

            /// The name that a finding prints, in small letters with hyphens.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$rule => $name,)+
                }
            }
        }
    };
}

rules! {
    ActionDate = "action-date",
    ActionId = "action-id",
    ActionNumber = "action-number",
    ActionOwner = "action-owner",
    ActionStatus = "action-status",
    AgendaTooWide = "agenda-too-wide",
    AppendixPdf = "appendix-pdf",
    AreaTwice = "area-twice",
    Attachment = "attachment",
    AttachmentActive = "attachment-active",
    AttachmentAlt = "attachment-alt",
    AttachmentDamaged = "attachment-damaged",
    AttachmentFonts = "attachment-fonts",
    AttachmentLanguage = "attachment-language",
    AttachmentLarge = "attachment-large",
    AttachmentPassword = "attachment-password",
    AttachmentProtected = "attachment-protected",
    AttachmentScanned = "attachment-scanned",
    AttachmentSmall = "attachment-small",
    AttachmentUndrawn = "attachment-undrawn",
    AttachmentUntagged = "attachment-untagged",
    AttachmentWords = "attachment-words",
    BackgroundPapers = "background-papers",
    Blank = "blank",
    BoardFolder = "board-folder",
    BoardTwice = "board-twice",
    BoldHeading = "bold-heading",
    BrokenWord = "broken-word",
    CellCovered = "cell-covered",
    CellFormat = "cell-format",
    CellNote = "cell-note",
    CellNumberFormat = "cell-number-format",
    CellTime = "cell-time",
    CellValue = "cell-value",
    CellsHidden = "cells-hidden",
    ChangeDirection = "change-direction",
    Character = "character",
    ChartEmpty = "chart-empty",
    ChartFewPoints = "chart-few-points",
    ChartKey = "chart-key",
    ChartKind = "chart-kind",
    ChartLines = "chart-lines",
    ChartName = "chart-name",
    ChartTooTall = "chart-too-tall",
    ChartTwoPoints = "chart-two-points",
    ChartUnits = "chart-units",
    ColumnFormat = "column-format",
    ColumnTotal = "column-total",
    ColumnTwice = "column-twice",
    ContactEmail = "contact-email",
    ContactPhone = "contact-phone",
    ContactTwice = "contact-twice",
    Contrast = "contrast",
    CorrectionEarly = "correction-early",
    CorrectiveAction = "corrective-action",
    CountFraction = "count-fraction",
    CsvQuotes = "csv-quotes",
    Dashboard = "dashboard",
    DataArea = "data-area",
    DataBelow = "data-below",
    DataBeside = "data-beside",
    DataColumn = "data-column",
    DataEmpty = "data-empty",
    DataEncoding = "data-encoding",
    DataError = "data-error",
    DataFirstSheet = "data-first-sheet",
    DataFormat = "data-format",
    DataFormula = "data-formula",
    DataHeading = "data-heading",
    DataNoColumn = "data-no-column",
    DataNoSheet = "data-no-sheet",
    DataRagged = "data-ragged",
    DataTooLong = "data-too-long",
    DataUnreadable = "data-unreadable",
    DayOfWeek = "day-of-week",
    DenominatorZero = "denominator-zero",
    EarlierPeriod = "earlier-period",
    EndBeforeStart = "end-before-start",
    Exempt = "exempt",
    ExpressionEmpty = "expression-empty",
    ExpressionIncomplete = "expression-incomplete",
    ExpressionLong = "expression-long",
    ExpressionMisplaced = "expression-misplaced",
    ExpressionOperator = "expression-operator",
    ExpressionSyntax = "expression-syntax",
    ExpressionUnclosed = "expression-unclosed",
    FileDate = "file-date",
    FileEmpty = "file-empty",
    FileEncoding = "file-encoding",
    FileMissing = "file-missing",
    FileTooLarge = "file-too-large",
    FileUnreadable = "file-unreadable",
    FiledWithoutItem = "filed-without-item",
    FixedSize = "fixed-size",
    FontEmbedding = "font-embedding",
    FontFace = "font-face",
    FontFile = "font-file",
    FontGlyph = "font-glyph",
    GarbledText = "garbled-text",
    HeadingAlone = "heading-alone",
    HeadingNumber = "heading-number",
    HeadingSize = "heading-size",
    ImageAlt = "image-alt",
    ImageColors = "image-colors",
    ImageCorrupt = "image-corrupt",
    ImageFont = "image-font",
    ImageFormat = "image-format",
    ImageTooLarge = "image-too-large",
    ImageUnsafe = "image-unsafe",
    IndicatorId = "indicator-id",
    IndicatorRepeated = "indicator-repeated",
    IndicatorTwice = "indicator-twice",
    Internal = "internal",
    ItemDepth = "item-depth",
    ItemNumber = "item-number",
    ItemPaper = "item-paper",
    ItemPart = "item-part",
    ItemState = "item-state",
    ItemTime = "item-time",
    ItemTwice = "item-twice",
    LabelTyped = "label-typed",
    Ligature = "ligature",
    Link = "link",
    ListIndent = "list-indent",
    ListMark = "list-mark",
    ListNumber = "list-number",
    ListParted = "list-parted",
    Markup = "markup",
    MeetingDate = "meeting-date",
    MeetingTwice = "meeting-twice",
    MinuteEmpty = "minute-empty",
    MinuteNumber = "minute-number",
    MinuteTwice = "minute-twice",
    MinutesPlace = "minutes-place",
    MisplacedPoint = "misplaced-point",
    MissingField = "missing-field",
    MissingGlyph = "missing-glyph",
    MissingKey = "missing-key",
    MissingSection = "missing-section",
    NameTwice = "name-twice",
    NextUnprinted = "next-unprinted",
    NoBoardFolder = "no-board-folder",
    NoNext = "no-next",
    NoPack = "no-pack",
    NoPeriod = "no-period",
    NoPolarity = "no-polarity",
    NoReport = "no-report",
    NoTolerance = "no-tolerance",
    NoValue = "no-value",
    NotConfirmed = "not-confirmed",
    NotPlaced = "not-placed",
    NotSignedOff = "not-signed-off",
    NotWritten = "not-written",
    NoteMark = "note-mark",
    PackExport = "pack-export",
    PackPages = "pack-pages",
    PageNearlyEmpty = "page-nearly-empty",
    PaperDate = "paper-date",
    PaperTwice = "paper-twice",
    ParagraphNumber = "paragraph-number",
    PastedTable = "pasted-table",
    PathOutside = "path-outside",
    PdfNotAccessible = "pdf-not-accessible",
    PdfTags = "pdf-tags",
    PdfUnclaimed = "pdf-unclaimed",
    PdfUnreadable = "pdf-unreadable",
    PdfUntagged = "pdf-untagged",
    PercentOrFraction = "percent-or-fraction",
    Period = "period",
    PeriodTwice = "period-twice",
    PeriodWindow = "period-window",
    PersonId = "person-id",
    PersonSeveral = "person-several",
    PersonTwice = "person-twice",
    PlaceInline = "place-inline",
    PlacedTwice = "placed-twice",
    Placeholder = "placeholder",
    Quorum = "quorum",
    RagRule = "rag-rule",
    Ranking = "ranking",
    ReportBoard = "report-board",
    ReportMeeting = "report-meeting",
    ReportTwice = "report-twice",
    RowShort = "row-short",
    RowUnknownColumn = "row-unknown-column",
    SectionLevel = "section-level",
    SectionTwice = "section-twice",
    SeriesValues = "series-values",
    SourceTwice = "source-twice",
    SpcDirection = "spc-direction",
    SpcWindow = "spc-window",
    StandingItem = "standing-item",
    StyleCircle = "style-circle",
    StyleComponent = "style-component",
    StyleFile = "style-file",
    StylePicture = "style-picture",
    StyleTemplate = "style-template",
    StyleToken = "style-token",
    StyleUnused = "style-unused",
    SumOfUnlike = "sum-of-unlike",
    SumOfWords = "sum-of-words",
    SumTooLarge = "sum-too-large",
    Suppressed = "suppressed",
    TableColumns = "table-columns",
    TableKey = "table-key",
    TableRows = "table-rows",
    TableTooLong = "table-too-long",
    TableTooWide = "table-too-wide",
    TargetPolarity = "target-polarity",
    TemplateCode = "template-code",
    TextLanguage = "text-language",
    TextTooLong = "text-too-long",
    TitleCapitals = "title-capitals",
    TitleStatus = "title-status",
    TomlSyntax = "toml-syntax",
    TotalInFile = "total-in-file",
    TotalWrong = "total-wrong",
    Typeset = "typeset",
    UnitTwice = "unit-twice",
    UnknownArea = "unknown-area",
    UnknownBoard = "unknown-board",
    UnknownContact = "unknown-contact",
    UnknownField = "unknown-field",
    UnknownFigure = "unknown-figure",
    UnknownFont = "unknown-font",
    UnknownIndicator = "unknown-indicator",
    UnknownItem = "unknown-item",
    UnknownKey = "unknown-key",
    UnknownMinute = "unknown-minute",
    UnknownNote = "unknown-note",
    UnknownPaper = "unknown-paper",
    UnknownPlace = "unknown-place",
    UnknownRag = "unknown-rag",
    UnknownReference = "unknown-reference",
    UnknownReport = "unknown-report",
    UnknownSource = "unknown-source",
    UnknownStyle = "unknown-style",
    UnknownToken = "unknown-token",
    UrgentReason = "urgent-reason",
    ValueKind = "value-kind",
    ValueMark = "value-mark",
    ValueParts = "value-parts",
    VoterAbsent = "voter-absent",
    VoterTwice = "voter-twice",
    VotesDiffer = "votes-differ",
    VotesTooMany = "votes-too-many",
    WelshWords = "welsh-words",
    WordLeftover = "word-leftover",
    WordTooLong = "word-too-long",
    WordTwice = "word-twice",
    WrongType = "wrong-type",
    WrongValue = "wrong-value",
    YearToDate = "year-to-date",
}

impl Rule {
    /// The rule with a name as findings print it; `None` where there is none.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.name() == name)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name of a rule in kebab case, from its name in the code.
    fn in_kebab_case(rule: Rule) -> String {
        let mut name = String::new();
        for c in format!("{rule:?}").chars() {
            if c.is_ascii_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.push(c.to_ascii_lowercase());
        }
        name
    }

    #[test]
    fn each_name_is_that_of_its_rule_and_is_read_back() {
        for rule in Rule::ALL {
            assert_eq!(rule.name(), in_kebab_case(*rule));
            assert_eq!(Rule::parse(rule.name()), Some(*rule));
        }
        assert_eq!(Rule::parse("no-such-rule"), None);
        assert_eq!(Rule::parse("Blank"), None);
    }

    #[test]
    fn rules_are_in_the_order_of_their_names() {
        assert!(Rule::ALL.is_sorted_by_key(|rule| rule.name()));
        assert!(Rule::ALL.is_sorted());
    }
}
