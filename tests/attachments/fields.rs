//! Forms that were filled in: a field of which the file holds no picture is named with its value. It looks at no
//! picture.

use crate::attachments::limits::{of_objects, one_page};
use crate::attachments::untagged::run;

/// What is said of a file with one field that has these keys; `appearance` is what its picture draws, if it has
/// one.
fn said(keys: &str, appearance: Option<&str>) -> String {
    let mut objects = one_page("0 0 400 300", "/AcroForm<</Fields[6 0 R]/NeedAppearances true>>");
    objects[2] = objects[2].replace("/Contents", "/Annots[6 0 R]/Contents");
    let picture = appearance.map(|_| "/AP<</N 7 0 R>>").unwrap_or_default();
    objects.push(format!("<</Type/Annot/Subtype/Widget/F 4/Rect[50 50 150 70]/P 3 0 R{picture}{keys}>>"));
    if let Some(content) = appearance {
        let font = "/Resources<</Font<</F 4 0 R>>>>";
        let head = format!("<</Type/XObject/Subtype/Form/BBox[0 0 100 20]{font}/Length {}>>", content.len());
        objects.push(format!("{head}\nstream\n{content}\nendstream"));
    }
    let (_, ran) = run(&of_objects(&objects, ""), ", alt = \"A form\"");
    ran.err.lines().filter(|line| line.contains("attachment-undrawn")).collect()
}

#[test]
fn a_field_without_a_picture_is_named_with_its_value() {
    let undrawn = "the field `amount` (\"£5\") is filled in, and no picture of it is in the file";
    for picture in [None, Some("/Tx BMC EMC")] {
        let words = said("/FT/Tx/T(amount)/V(\\2435)", picture);
        assert!(words.contains("page 1: ") && words.contains(undrawn), "{words}");
    }
    // What people see is its name, where there is one.
    let words = said("/FT/Ch/T(f_12)/TU(Ward)/V<FEFF004E006F007200740068>", None);
    assert!(words.contains("the field `Ward` (\"North\")"), "{words}");
    let words = said(
        "/FT/Tx/T(note)/V(A very long answer that nobody would want to read in a warning, and more)",
        None,
    );
    assert!(words.contains("(\"A very long answer that nobody would…\")"), "{words}");
}

#[test]
fn a_field_that_is_drawn_or_empty_is_not_named() {
    assert_eq!(said("/FT/Tx/T(amount)/V(GBP 5)", Some("/Tx BMC BT /F 9 Tf 2 5 Td (GBP 5) Tj ET EMC")), "");
    assert_eq!(said("/FT/Tx/T(amount)", None), "");
    assert_eq!(said("/FT/Tx/T(amount)/V()", None), "");
    assert_eq!(said("/FT/Btn/T(agree)/V/Yes/AS/Yes", None), "");
}
