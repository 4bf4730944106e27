//! Columns of a data file: which of them are of numbers, how those are printed, and which row is a total.

use crate::figures::town::Town;

/// A table of a CSV file with these rows, with wards in its first column.
fn town(csv: &str) -> Town {
    Town::new().file("reports/paper/t.csv", csv)
}

/// The columns of wards and of figures, the latter with these keys.
fn columns(keys: &str) -> String {
    format!(
        "file = \"t.csv\"\ncolumn = [ {{ key = \"Ward\", heading = \"Ward\" }}, {{ key = \"Figure\", heading = \"Figure\"{keys} }} ]"
    )
}

/// The rows of a table of these figures.
fn printed(figures: &[&str], keys: &str) -> Vec<String> {
    let rows: String = figures.iter().map(|figure| format!("A,\"{figure}\"\n")).collect();
    let rows = town(&format!("Ward,Figure\n{rows}")).rows(&columns(keys));
    rows.into_iter().map(|row| row.trim_start_matches("A | ").to_owned()).collect()
}

/// The rules and messages of what is found in a paper with a table.
fn found(town: &Town, table: &str) -> Vec<(String, String)> {
    town.table(table).findings.into_iter().map(|(rule, message, _)| (rule, message)).collect()
}

#[test]
fn a_column_without_a_format_has_a_total_unless_it_is_of_years_or_codes() {
    let total = ", total = true";
    for (figure, sum) in [
        ("1899", "Total | 3798"),
        ("2101", "Total | 4202"),
        ("20230", "Total | 40460"),
        ("2,023", "Total | 4,046"),
        ("20.5", "Total | 41.0"),
        ("200%", "Total | 400%"),
        ("7", "Total | 14"),
        ("0.7", "Total | 1.4"),
    ] {
        assert_eq!(printed(&[figure, figure], total), [figure, figure, sum], "{figure}");
    }
    // One number that is no year makes numbers of all.
    assert_eq!(printed(&["2023", "12"], total), ["2023", "12", "Total | 2035"]);
    let no_numbers = "the column `Figure` has a total and is not of numbers";
    let no_numbers = ("column-total".to_owned(), no_numbers.to_owned());
    for figure in ["1900", "2023", "2100", "00007"] {
        let town = town(&format!("Ward,Figure\nA,{figure}\nB,{figure}\n"));
        let found = found(&town, &columns(total));
        assert_eq!(found, std::slice::from_ref(&no_numbers), "{figure}");
    }
    // Headings of rows are none either.
    let town = town("Ward,Figure\nA,7\nB,8\n");
    assert_eq!(found(&town, &columns(", total = true, row_header = true")), [no_numbers]);
}

#[test]
fn numbers_are_printed_with_the_places_and_signs_of_their_column() {
    for (keys, figures, shown) in [
        ("", ["£1,234.56", "-£3.456"], ["£1,234.56", "-£3.456"]),
        (", decimals = 1", ["£1,234.56", "-£3.456"], ["£1,234.6", "−£3.5"]),
        (", decimals = 0", ["1234.5 [p]", "12.3%"], ["1235 [p]", "12%"]),
        (", format = \"money\"", ["1234.5", "-3 [r]"], ["£1,234.50", "−£3.00 [r]"]),
        (", format = \"money\", decimals = 0", ["1234.5", "-3"], ["£1,235", "−£3"]),
        (", format = \"percent\"", ["12.5%", "1234%"], ["12.5%", "1,234%"]),
        (", format = \"fraction\"", ["0.256", "0.5"], ["25.6%", "50%"]),
        (", format = \"fraction\", decimals = 1", ["0.2556", "0.5"], ["25.6%", "50.0%"]),
        (", format = \"number\", decimals = 2", ["1234.5", "-3"], ["1,234.50", "−3.00"]),
        (", format = \"integer\"", ["1234", "-3"], ["1,234", "−3"]),
    ] {
        assert_eq!(printed(&figures, keys), shown, "{keys}");
    }
}

/// A reader who adds up what is printed finds the total.
#[test]
fn a_total_is_of_the_places_that_are_printed() {
    for (keys, figures, total) in [
        (", format = \"fraction\", decimals = 1", ["0.1234", "0.1234"], "24.6%"),
        (", format = \"fraction\", decimals = 0", ["0.124", "0.124"], "24%"),
        (", format = \"fraction\"", ["0.1234", "0.1234"], "24.68%"),
        (", format = \"money\"", ["1.004", "1.004"], "£2.00"),
        (", format = \"money\", decimals = 0", ["-1.4", "-1.4"], "−£2"),
        (", format = \"number\", decimals = 1", ["1.04", "1.04"], "2.0"),
        (", format = \"percent\", decimals = 0", ["12.4", "12.4"], "24%"),
        (", decimals = 0", ["£1.4", "£1.4"], "£2"),
        ("", ["£1,000.25", "£1.25"], "£1,001.50"),
        ("", ["1.5", "[c]"], "1.5"),
        ("", ["12.5%", "12%"], "24.5%"),
    ] {
        let rows = printed(&figures, &format!("{keys}, total = true"));
        assert_eq!(rows[2], format!("Total | {total}"), "{keys} {figures:?}");
    }
}

#[test]
fn a_last_row_that_is_the_sum_of_the_others_is_said_where_it_is_no_chance() {
    let keys = ", format = \"integer\", total = true";
    let rules = |rows: &str| {
        let found = found(&town(&format!("Ward,Figure\n{rows}")), &columns(keys));
        found.into_iter().map(|(rule, _)| rule).collect::<Vec<_>>()
    };
    for rows in [
        "A,1\nB,2\nC,3\nD,4\nRest,10\n",
        "A,1\nB,2\nAll wards,3\n",
        "A,1\nB,2\n,3\n",
        "A,1\nB,-1\nC,5\nSum,5\n",
        "Total north,3\nB,2\nC,1\n",
        "A,3\nNorth subtotal,3\nC,1\n",
    ] {
        assert_eq!(rules(rows), ["total-in-file"], "{rows}");
    }
    for rows in [
        // Few rows may add up by chance.
        "A,1\nB,2\nC,3\nRest,6\n",
        "A,1\nB,2\nLate,3\n",
        "A,1\nB,2\nAll wards,4\n",
        "A,3\nAll wards,3\n",
        "A,3\nB,0\nAll wards,3\n",
        "A,1\nB,2\nC,3\nD,4\nRest,11\n",
        "A,1\nB,2\nTotal,3\n",
        "Totally new,1\nB,2\n",
    ] {
        assert_eq!(rules(rows), Vec::<String>::new(), "{rows}");
    }
}

#[test]
fn the_total_of_a_file_is_in_its_last_row() {
    let keys = ", format = \"integer\", total = \"file\"";
    let rows = town("Ward,Figure\nA,1\nB,2\nAll,3\n").rows(&columns(keys));
    assert_eq!(rows, ["A | 1", "B | 2", "All | 3"]);
    let found_in = |rows: &str| found(&town(&format!("Ward,Figure\n{rows}")), &columns(keys));
    assert_eq!(found_in("A,1\nB,2\nAll,4\n")[0].0, "total-wrong");
    let message = "the last row has no total for `Figure`".to_owned();
    assert_eq!(found_in("A,1\nB,2\nAs at May,\n"), [("total-in-file".to_owned(), message)]);
    // Only the number counts, whatever places, commas or marks it has.
    for (figures, keys, total) in [
        (["10", "9", "19.0"], "", "19.0"),
        (["10.50", "9.50", "20"], "", "20"),
        (["1000", "1,000", "2000"], "", "2000"),
        (["10", "9", "19 [r]"], "", "19 [r]"),
        (["10.50", "9.50", "20"], ", format = \"number\"", "20"),
    ] {
        let rows = printed(&figures, &format!("{keys}, total = \"file\""));
        assert_eq!(rows[2], total, "{figures:?} {keys}");
    }
    // Totals of some rows count in none of all.
    let parts = "North,10\nSouth,5\nTotal rural,15\nTown,4\n";
    let rows = town(&format!("Ward,Figure\n{parts}All,19\n")).rows(&columns(keys));
    assert_eq!(rows[2..], ["Total rural | 15", "Town | 4", "All | 19"]);
    for wrong in ["All,20\n", "All,15\n", "All,4\n"] {
        assert_eq!(found_in(&format!("{parts}{wrong}"))[0].0, "total-wrong", "{wrong}");
    }
    // A mark stands for a number that nobody may know.
    let rows = town("Ward,Figure\nA,1\nB,[c]\nAll,[c]\n").rows(&columns(keys));
    assert_eq!(rows, ["A | 1", "B | [c]", "All | [c]"]);
    let typed = "column = [ { key = \"ward\", heading = \"Ward\" }, { key = \"n\", heading = \"N\", format = \"integer\", total = \"file\" } ]\nrow = [ { ward = \"A\", n = 1 } ]";
    assert_eq!(
        found(&Town::new(), typed),
        [("total-in-file".to_owned(), "there is no data file that could have a total".to_owned())]
    );
}
