//! The faults that a page, a network and an article may have, and the scenarios that play each of them.
//!
//! Wherever something is at fault, the scenario says what the reader sees, what the page is told and whether it can be
//! tried again; `play` says that nothing was thrown at the page.

use libtest_mimic::Failed;

use Fault::{NotPlayed, Played};

/// What is done about a fault.
pub(crate) enum Fault {
    /// These scenarios have it.
    Played(&'static [&'static str]),
    /// Why no scenario can have it.
    NotPlayed(&'static str),
}

/// Every fault that has been thought of.
const FAULTS: [(&str, Fault); 38] = [
    ("an article that never answers", Played(&["a_silent_server_is_given_up_after_ten_seconds"])),
    ("an answer a byte at a time", Played(&["a_silent_server_is_given_up_after_ten_seconds"])),
    (
        "404, 410, 451",
        Played(&[
            "every_fault_is_told_by_its_kind",
            "a_story_that_is_taken_back_goes",
            "what_no_retry_can_help_is_asked_for_once",
        ]),
    ),
    ("401, 403", Played(&["every_fault_is_told_by_its_kind"])),
    (
        "429 and 503, with a pause or without",
        Played(&[
            "every_fault_is_told_by_its_kind",
            "a_server_that_names_a_pause_gets_it",
            "a_pause_that_no_page_may_read_is_our_own",
        ]),
    ),
    (
        "500 with a page of HTML",
        Played(&[
            "every_fault_is_told_by_its_kind",
            "pauses_grow_and_tries_end",
            "a_failing_server_takes_nothing_away",
        ]),
    ),
    ("204, and nothing", Played(&["every_fault_is_told_by_its_kind"])),
    ("HTML instead of an article", Played(&["every_fault_is_told_by_its_kind", "a_failing_server_takes_nothing_away"])),
    ("less than `Content-Length` says", Played(&["every_fault_is_told_by_its_kind"])),
    ("half of a document, as if it were all", Played(&["every_fault_is_told_by_its_kind"])),
    ("a reset in the middle", Played(&["every_fault_is_told_by_its_kind"])),
    ("a redirect to itself", Played(&["every_fault_is_told_by_its_kind"])),
    ("no leave to read it, at once or behind a redirect", Played(&["every_fault_is_told_by_its_kind"])),
    (
        "an article by `http:` on a page by `https:`",
        NotPlayed(
            "loopback counts as secure, so that nothing there is mixed; to the widget it is one more request that fails",
        ),
    ),
    (
        "a policy without the publisher, or without the release",
        Played(&[
            "a_page_that_forbids_the_request_is_named",
            "a_policy_without_the_publisher_leaves_the_fallback",
            "a_policy_without_the_release_names_the_remedy",
        ]),
    ),
    ("too large, packed or not", Played(&["every_fault_is_told_by_its_kind"])),
    (
        "JSON that is deep, broken or strange",
        Played(&[
            "every_fault_is_told_by_its_kind",
            "untidy_bytes_are_read_as_far_as_they_go",
            "deep_nesting_ends_quickly",
        ]),
    ),
    (
        "JSON of another kind, or of a newer one",
        Played(&["every_fault_is_told_by_its_kind", "a_newer_format_is_read_as_far_as_it_is_known"]),
    ),
    ("a body that is meant to take for ever", Played(&["deep_nesting_ends_quickly"])),
    (
        "no wasm",
        Played(&[
            "a_missing_wasm_leaves_the_fallback",
            "a_missing_wasm_is_told_once",
            "the_next_element_gets_a_working_engine",
        ]),
    ),
    ("wasm of another MIME type", Played(&["any_mime_type_of_the_wasm_works"])),
    ("wasm that isn't ours", Played(&["a_changed_wasm_is_refused", "a_wrong_integrity_leaves_the_fallback"])),
    ("no scripts", Played(&["without_scripts_the_fallback_is_shown", "a_policy_without_scripts_leaves_the_fallback"])),
    ("a policy without wasm", Played(&["without_wasm_the_fallback_stays"])),
    (
        "a crash",
        Played(&[
            "a_panic_costs_one_widget",
            "a_trap_costs_one_widget",
            "memory_that_is_used_up_costs_one_widget",
            "a_stack_that_is_used_up_costs_one_widget",
            "three_crashes_are_the_last",
        ]),
    ),
    (
        "pictures that don't come",
        Played(&[
            "a_missing_picture_keeps_its_space_and_words",
            "pictures_that_fail_keep_words_and_place",
            "pictures_that_the_policy_forbids_keep_words_and_place",
        ]),
    ),
    (
        "no network for a while",
        Played(&["a_network_that_comes_back_brings_the_story", "a_page_without_a_network_asks_nothing"]),
    ),
    (
        "sources that change in haste",
        Played(&[
            "there_and_back_again_shows_where_it_came_from",
            "an_old_answer_is_dropped",
            "quick_changes_make_one_paint_of_the_last",
        ]),
    ),
    (
        "elements removed, moved, copied, adopted and kept in templates",
        Played(&[
            "an_element_removed_in_time_says_nothing",
            "a_removed_element_gives_up",
            "an_element_moved_while_loading_loads_once",
            "a_clone_lives_its_own_life",
            "a_clone_of_a_loading_element_shares_its_request",
            "an_element_adopted_by_a_frame_throws_nothing",
            "an_element_adopted_while_loading_throws_nothing",
            "an_element_in_a_template_waits",
            "what_stood_in_a_template_may_move_out",
            "markup_inserted_late_comes_alive",
        ]),
    ),
    (
        "very many elements",
        Played(&[
            "a_crowd_shares_one_article",
            "a_lazy_crowd_shares_one_article",
            "a_crowd_asks_for_a_few_articles_at_a_time",
            "a_lazy_crowd_asks_for_what_is_near",
        ]),
    ),
    (
        "elements that come and go all day",
        Played(&[
            "elements_removed_before_loading_leave_nothing",
            "elements_removed_while_loading_leave_nothing",
            "elements_removed_after_loading_leave_nothing",
            "changes_of_src_leave_nothing",
            "refreshes_leave_nothing",
        ]),
    ),
    (
        "the script twice, or another element of that name",
        Played(&["two_versions_live_together", "an_element_of_that_name_may_be_there"]),
    ),
    (
        "styles of the page",
        Played(&[
            "resets_reach_nothing_inside",
            "what_is_inherited_reaches_nothing_inside",
            "what_a_page_names_reaches_nothing_inside",
            "frameworks_reach_nothing_inside",
            "what_hides_a_place_hides_the_article",
        ]),
    ),
    (
        "scripts of the page",
        Played(&[
            "an_old_library_changes_nothing",
            "what_hangs_on_objects_changes_nothing",
            "frozen_built_ins_change_nothing",
            "another_fetch_leaves_the_pages_own_words",
            "built_ins_that_change_later_do_no_harm",
            "a_translated_widget_changes",
        ]),
    ),
    (
        "frames without an origin",
        Played(&["a_sandbox_without_an_origin_shows_the_article", "a_page_in_an_attribute_shows_the_article"]),
    ),
    (
        "cookies, and whoever else would listen",
        Played(&["no_cookie_travels_with_a_fetch", "nothing_is_stored", "only_the_named_origins_are_asked"]),
    ),
    (
        "clocks and dates that can't be, and headlines without an end",
        Played(&[
            "absurd_dates_are_left_out",
            "a_wrong_clock_withholds_nothing_for_long",
            "a_headline_of_three_megabytes_is_shown",
        ]),
    ),
    (
        "paper, no motion, a reader's own colors, very large type",
        Played(&[
            "a_printed_article_is_its_story",
            "nothing_moves",
            "the_readers_own_colors_are_used",
            "four_times_as_large_it_is_read_line_by_line",
            "nothing_scrolls_sideways_and_all_can_be_hit_at_320_pixels",
        ]),
    ),
];

/// Whether every scenario that is named here is one of `scenarios`.
pub(crate) fn check(scenarios: &[&str]) -> Result<(), Failed> {
    for (fault, what) in FAULTS {
        let wrong = match what {
            Played(named) => named.iter().copied().find(|name| !scenarios.contains(name)),
            NotPlayed(reason) => reason.is_empty().then_some("no reason"),
        };
        if let Some(wrong) = wrong {
            return Err(format!("{fault}: there is no {wrong}").into());
        }
    }
    Ok(())
}
