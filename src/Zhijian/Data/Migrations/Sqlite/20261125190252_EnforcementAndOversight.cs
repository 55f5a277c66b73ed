using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EnforcementAndOversight : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "accuracy",
                table: "inspection_photos",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "latitude",
                table: "inspection_photos",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "longitude",
                table: "inspection_photos",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "accuracy",
                table: "inspection_answers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "latitude",
                table: "inspection_answers",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "longitude",
                table: "inspection_answers",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "credit",
                table: "employers",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "dossier_at",
                table: "cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "dossier_hash",
                table: "cases",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "dossier_pages",
                table: "cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "first_officer_id",
                table: "cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "second_officer_id",
                table: "cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "serial",
                table: "cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "serial_year",
                table: "cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "tier",
                table: "cases",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "paper_kind",
                table: "case_lines",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "credit_listings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    employer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    employer_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    credit_code = table.Column<string>(type: "TEXT", maxLength: 18, nullable: true),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    county_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    authority_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    trigger_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    trigger = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    article = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_listed = table.Column<bool>(type: "INTEGER", nullable: false),
                    found_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    proposer_id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    proposer_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    last_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    noticed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    objection_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    published_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    next_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ending_asked_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    measures = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    notice_number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    notice_paper_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    decision_number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    decision_paper_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    removal_number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    removal_paper_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    lines = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credit_listings", x => x.id);
                    table.ForeignKey(
                        name: "fk_credit_listings_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "field_commands",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    device_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    order = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    author_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    author = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    made = table.Column<DateTime>(type: "TEXT", nullable: false),
                    contact_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    offset = table.Column<int>(type: "INTEGER", nullable: false),
                    sent_offset = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_commands", x => x.id);
                    table.ForeignKey(
                        name: "fk_field_commands_inspection_task_task_id",
                        column: x => x.task_id,
                        principalTable: "inspections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "field_photos",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    item_number = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    taken_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    latitude = table.Column<double>(type: "REAL", nullable: true),
                    longitude = table.Column<double>(type: "REAL", nullable: true),
                    accuracy = table.Column<int>(type: "INTEGER", nullable: true),
                    author_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    author = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    photo_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_photos", x => x.id);
                    table.ForeignKey(
                        name: "fk_field_photos_inspection_photo_photo_id",
                        column: x => x.photo_id,
                        principalTable: "inspection_photos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_field_photos_inspection_task_task_id",
                        column: x => x.task_id,
                        principalTable: "inspections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "figure_cells",
                columns: table => new
                {
                    period = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    dimension = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    value = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    measure = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_figure_cells", x => new { x.period, x.dimension, x.division_code, x.value, x.measure });
                });

            migrationBuilder.CreateTable(
                name: "figure_members",
                columns: table => new
                {
                    employer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    industry_code = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    size = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ownership = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    risk = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    changes_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    employers = table.Column<long>(type: "INTEGER", nullable: false),
                    workers = table.Column<long>(type: "INTEGER", nullable: false),
                    exposed = table.Column<long>(type: "INTEGER", nullable: false),
                    hazardous = table.Column<long>(type: "INTEGER", nullable: false),
                    declared = table.Column<long>(type: "INTEGER", nullable: false),
                    declaration_overdue = table.Column<long>(type: "INTEGER", nullable: false),
                    tested = table.Column<long>(type: "INTEGER", nullable: false),
                    test_overdue = table.Column<long>(type: "INTEGER", nullable: false),
                    results = table.Column<long>(type: "INTEGER", nullable: false),
                    results_over = table.Column<long>(type: "INTEGER", nullable: false),
                    dangers_open = table.Column<long>(type: "INTEGER", nullable: false),
                    dangers_major = table.Column<long>(type: "INTEGER", nullable: false),
                    dangers_overdue = table.Column<long>(type: "INTEGER", nullable: false),
                    dangers_found = table.Column<long>(type: "INTEGER", nullable: false),
                    dangers_closed = table.Column<long>(type: "INTEGER", nullable: false),
                    visits = table.Column<long>(type: "INTEGER", nullable: false),
                    cases = table.Column<long>(type: "INTEGER", nullable: false),
                    fines = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_figure_members", x => x.employer_id);
                });

            migrationBuilder.CreateTable(
                name: "figure_touches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    employer_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_figure_touches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fine_outliers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    compared = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    cases = table.Column<int>(type: "INTEGER", nullable: false),
                    fine = table.Column<decimal>(type: "TEXT", precision: 18, scale: 2, nullable: false),
                    median = table.Column<decimal>(type: "TEXT", precision: 18, scale: 2, nullable: false),
                    low = table.Column<decimal>(type: "TEXT", precision: 18, scale: 2, nullable: false),
                    high = table.Column<decimal>(type: "TEXT", precision: 18, scale: 2, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    flagged_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    reviewed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    reviewed_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    opinion = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fine_outliers", x => x.id);
                    table.ForeignKey(
                        name: "fk_fine_outliers_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "good_faith_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    employer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    employer_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    credit_code = table.Column<string>(type: "TEXT", maxLength: 18, nullable: true),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    county_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    authority_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    proposed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    proposer_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    proposer_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    approved_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    approver_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    end_reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_good_faith_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_good_faith_entries_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inspection_signatures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    file_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_signatures", x => x.id);
                    table.ForeignKey(
                        name: "fk_inspection_signatures_inspection_task_task_id",
                        column: x => x.task_id,
                        principalTable: "inspections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_inspection_signatures_stored_file_file_id",
                        column: x => x.file_id,
                        principalTable: "stored_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "typical_cases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    party = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    story = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    result = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    lesson = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    editor_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    editor_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    approver_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    published_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    withdrawn_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_typical_cases", x => x.id);
                    table.ForeignKey(
                        name: "fk_typical_cases_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "credit_facts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    listing_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    link = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credit_facts", x => x.id);
                    table.ForeignKey(
                        name: "fk_credit_facts_credit_listings_listing_id",
                        column: x => x.listing_id,
                        principalTable: "credit_listings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "credit_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    listing_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    act = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    paper_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    paper_number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credit_lines", x => x.id);
                    table.ForeignKey(
                        name: "fk_credit_lines_credit_listings_listing_id",
                        column: x => x.listing_id,
                        principalTable: "credit_listings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_cases_decided_on",
                table: "cases",
                column: "decided_on");

            migrationBuilder.CreateIndex(
                name: "ix_cases_filed_on",
                table: "cases",
                column: "filed_on");

            migrationBuilder.CreateIndex(
                name: "ix_case_lines_kind_on",
                table: "case_lines",
                columns: new[] { "kind", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_facts_listing_id",
                table: "credit_facts",
                column: "listing_id");

            migrationBuilder.CreateIndex(
                name: "ix_credit_facts_subject_id",
                table: "credit_facts",
                column: "subject_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_credit_lines_listing_id_number",
                table: "credit_lines",
                columns: new[] { "listing_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_credit_listings_employer_id",
                table: "credit_listings",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_credit_listings_is_listed_published_on_id",
                table: "credit_listings",
                columns: new[] { "is_listed", "published_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_listings_is_open_next_on_id",
                table: "credit_listings",
                columns: new[] { "is_open", "next_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_listings_organisation_id",
                table: "credit_listings",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_credit_listings_scope_path",
                table: "credit_listings",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_credit_listings_state_next_on_id",
                table: "credit_listings",
                columns: new[] { "state", "next_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_commands_task_id_device_id_order",
                table: "field_commands",
                columns: new[] { "task_id", "device_id", "order" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_field_photos_photo_id",
                table: "field_photos",
                column: "photo_id");

            migrationBuilder.CreateIndex(
                name: "ix_field_photos_task_id_hash",
                table: "field_photos",
                columns: new[] { "task_id", "hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_figure_cells_amount",
                table: "figure_cells",
                column: "amount",
                filter: "amount = 0");

            migrationBuilder.CreateIndex(
                name: "ix_figure_cells_division_code_dimension_measure_period",
                table: "figure_cells",
                columns: new[] { "division_code", "dimension", "measure", "period" });

            migrationBuilder.CreateIndex(
                name: "ix_figure_cells_scope_path",
                table: "figure_cells",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_figure_members_changes_on",
                table: "figure_members",
                column: "changes_on");

            migrationBuilder.CreateIndex(
                name: "ix_figure_members_name_employer_id",
                table: "figure_members",
                columns: new[] { "name", "employer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_figure_members_scope_path",
                table: "figure_members",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_fine_outliers_case_id",
                table: "fine_outliers",
                column: "case_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fine_outliers_reviewed_on_flagged_on_id",
                table: "fine_outliers",
                columns: new[] { "reviewed_on", "flagged_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_fine_outliers_scope_path",
                table: "fine_outliers",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_good_faith_entries_employer_id",
                table: "good_faith_entries",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_good_faith_entries_scope_path",
                table: "good_faith_entries",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_good_faith_entries_state_until_id",
                table: "good_faith_entries",
                columns: new[] { "state", "until", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_inspection_signatures_file_id",
                table: "inspection_signatures",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_inspection_signatures_task_id_role",
                table: "inspection_signatures",
                columns: new[] { "task_id", "role" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_typical_cases_case_id",
                table: "typical_cases",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_typical_cases_scope_path",
                table: "typical_cases",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_typical_cases_state_published_on_id",
                table: "typical_cases",
                columns: new[] { "state", "published_on", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "credit_facts");

            migrationBuilder.DropTable(
                name: "credit_lines");

            migrationBuilder.DropTable(
                name: "field_commands");

            migrationBuilder.DropTable(
                name: "field_photos");

            migrationBuilder.DropTable(
                name: "figure_cells");

            migrationBuilder.DropTable(
                name: "figure_members");

            migrationBuilder.DropTable(
                name: "figure_touches");

            migrationBuilder.DropTable(
                name: "fine_outliers");

            migrationBuilder.DropTable(
                name: "good_faith_entries");

            migrationBuilder.DropTable(
                name: "inspection_signatures");

            migrationBuilder.DropTable(
                name: "typical_cases");

            migrationBuilder.DropTable(
                name: "credit_listings");

            migrationBuilder.DropIndex(
                name: "ix_cases_decided_on",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_filed_on",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_case_lines_kind_on",
                table: "case_lines");

            migrationBuilder.DropColumn(
                name: "accuracy",
                table: "inspection_photos");

            migrationBuilder.DropColumn(
                name: "latitude",
                table: "inspection_photos");

            migrationBuilder.DropColumn(
                name: "longitude",
                table: "inspection_photos");

            migrationBuilder.DropColumn(
                name: "accuracy",
                table: "inspection_answers");

            migrationBuilder.DropColumn(
                name: "latitude",
                table: "inspection_answers");

            migrationBuilder.DropColumn(
                name: "longitude",
                table: "inspection_answers");

            migrationBuilder.DropColumn(
                name: "credit",
                table: "employers");

            migrationBuilder.DropColumn(
                name: "dossier_at",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "dossier_hash",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "dossier_pages",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "first_officer_id",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "second_officer_id",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "serial",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "serial_year",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "tier",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "paper_kind",
                table: "case_lines");
        }
    }
}
