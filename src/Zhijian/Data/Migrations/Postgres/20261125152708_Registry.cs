using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Registry : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "only_there",
                table: "todos",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "due_ladder_steps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    day_offset = table.Column<int>(type: "integer", nullable: false),
                    action = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    article = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    confidence = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_due_ladder_steps", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "employer_registrations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    credit_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false, collation: "C"),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    industry_code = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false, collation: "C"),
                    contact = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    mobile = table.Column<string>(type: "text", nullable: false),
                    submitted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    query_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employer_registrations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "employers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    credit_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true, collation: "C"),
                    code_standing = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    registration_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    supervisor_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    registered_address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    industry_code = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false, collation: "C"),
                    registration_type = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ownership_level = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    size = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    revenue = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    assets = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    legal_representative = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    principal = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    phone = table.Column<string>(type: "text", nullable: true),
                    established_on = table.Column<DateOnly>(type: "date", nullable: true),
                    status = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    workers = table.Column<int>(type: "integer", nullable: true),
                    dispatched_workers = table.Column<int>(type: "integer", nullable: true),
                    exposed_workers = table.Column<int>(type: "integer", nullable: true),
                    has_dust = table.Column<bool>(type: "boolean", nullable: false),
                    has_chemical = table.Column<bool>(type: "boolean", nullable: false),
                    has_physical = table.Column<bool>(type: "boolean", nullable: false),
                    has_radiation = table.Column<bool>(type: "boolean", nullable: false),
                    has_biological = table.Column<bool>(type: "boolean", nullable: false),
                    has_other = table.Column<bool>(type: "boolean", nullable: false),
                    risk_class = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    risk_catalogue_year = table.Column<int>(type: "integer", nullable: true),
                    risk_grade = table.Column<int>(type: "integer", nullable: true),
                    comprehensive_class = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    risk_scheme = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    self_check_percent = table.Column<decimal>(type: "numeric(4,1)", precision: 4, scale: 1, nullable: true),
                    self_checked_on = table.Column<DateOnly>(type: "date", nullable: true),
                    declaration_standing = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    declared_on = table.Column<DateOnly>(type: "date", nullable: true),
                    declaration_due = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    merged_into_id = table.Column<Guid>(type: "uuid", nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "feed_sources",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    department = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false),
                    certain_at = table.Column<decimal>(type: "numeric(4,3)", precision: 4, scale: 3, nullable: false),
                    likely_at = table.Column<decimal>(type: "numeric(4,3)", precision: 4, scale: 3, nullable: false),
                    basis = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    confidence = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_sources", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "feed_trusts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    group = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    basis = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    confidence = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_trusts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "institution_certificates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    institution_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    grade = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    scopes = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    area = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_institution_certificates", x => x.id);
                    table.ForeignKey(
                        name: "fk_institution_certificates_organisation_institution_id",
                        column: x => x.institution_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "institution_instruments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    institution_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    calibrated_on = table.Column<DateOnly>(type: "date", nullable: true),
                    calibration_due = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_institution_instruments", x => x.id);
                    table.ForeignKey(
                        name: "fk_institution_instruments_organisation_institution_id",
                        column: x => x.institution_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "institution_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    institution_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    training_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_institution_members", x => x.id);
                    table.ForeignKey(
                        name: "fk_institution_members_organisation_institution_id",
                        column: x => x.institution_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "jurisdiction_rules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    matter = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ownership = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    level = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    basis = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    confidence = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jurisdiction_rules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "officer_certificates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_officer_certificates", x => x.id);
                    table.ForeignKey(
                        name: "fk_officer_certificates_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "danger_candidates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    article = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    evidence = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    source = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    found_on = table.Column<DateOnly>(type: "date", nullable: false),
                    lapsed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    lapsed_why = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    judged_on = table.Column<DateOnly>(type: "date", nullable: true),
                    judged_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    judged_why = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    danger_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_danger_candidates", x => x.id);
                    table.ForeignKey(
                        name: "fk_danger_candidates_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "declaration_offences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: true),
                    declaration_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    basis = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    evidence = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    found_on = table.Column<DateOnly>(type: "date", nullable: false),
                    found_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    cause = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_declaration_offences", x => x.id);
                    table.ForeignKey(
                        name: "fk_declaration_offences_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "dues",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: true),
                    employer_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    supervisor_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    cause = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    basis = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    triggered_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    settled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    settled_by = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    step = table.Column<int>(type: "integer", nullable: false),
                    next_step_on = table.Column<DateOnly>(type: "date", nullable: true),
                    link = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dues", x => x.id);
                    table.ForeignKey(
                        name: "fk_dues_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "duplicate_pairs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    first_id = table.Column<Guid>(type: "uuid", nullable: false),
                    second_id = table.Column<Guid>(type: "uuid", nullable: false),
                    score = table.Column<int>(type: "integer", nullable: false),
                    reasons = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    working = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    decided_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    found_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_duplicate_pairs", x => x.id);
                    table.ForeignKey(
                        name: "fk_duplicate_pairs_employer_first_id",
                        column: x => x.first_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_duplicate_pairs_employer_second_id",
                        column: x => x.second_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "employer_corrections",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    field = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    wish = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    asked_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    answer = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employer_corrections", x => x.id);
                    table.ForeignKey(
                        name: "fk_employer_corrections_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "employer_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    detail = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    link = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employer_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_employer_events_employers_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "employer_field_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: true),
                    field = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    before = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    after = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    source = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employer_field_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_employer_field_changes_employers_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "employer_former_names",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    source = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employer_former_names", x => x.id);
                    table.ForeignKey(
                        name: "fk_employer_former_names_employers_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "employer_match_keys",
                columns: table => new
                {
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employer_match_keys", x => new { x.key, x.employer_id });
                    table.ForeignKey(
                        name: "fk_employer_match_keys_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "employer_match_marks",
                columns: table => new
                {
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employer_match_marks", x => x.employer_id);
                    table.ForeignKey(
                        name: "fk_employer_match_marks_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "employer_merges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kept_id = table.Column<Guid>(type: "uuid", nullable: false),
                    gone_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kept_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    gone_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kept_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true, collation: "C"),
                    gone_code = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true, collation: "C"),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    record = table.Column<string>(type: "text", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    merged_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    merged_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    undone_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    undone_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    undo_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    undo_remark = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employer_merges", x => x.id);
                    table.ForeignKey(
                        name: "fk_employer_merges_employer_gone_id",
                        column: x => x.gone_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_employer_merges_employer_kept_id",
                        column: x => x.kept_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "feed_hints",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    value = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    seen_on = table.Column<DateOnly>(type: "date", nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_hints", x => x.id);
                    table.ForeignKey(
                        name: "fk_feed_hints_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "officer_recusals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_officer_recusals", x => x.id);
                    table.ForeignKey(
                        name: "fk_officer_recusals_asp_net_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_officer_recusals_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "risk_evaluations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    industry_code = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false, collation: "C"),
                    @class = table.Column<string>(name: "class", type: "character varying(64)", maxLength: 64, nullable: false),
                    document = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    institution = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    entered_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    entered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    is_standing = table.Column<bool>(type: "boolean", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    end_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risk_evaluations", x => x.id);
                    table.ForeignKey(
                        name: "fk_risk_evaluations_employers_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "undeclared_leads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    industry_code = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false, collation: "C"),
                    score = table.Column<int>(type: "integer", nullable: false),
                    reasons = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    found_on = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    assigned_on = table.Column<DateOnly>(type: "date", nullable: true),
                    assigned_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    answer_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    answered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    answered_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    declared_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_undeclared_leads", x => x.id);
                    table.ForeignKey(
                        name: "fk_undeclared_leads_employers_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "workplaces",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    supervisor_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    is_main = table.Column<bool>(type: "boolean", nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: true),
                    latitude = table.Column<double>(type: "double precision", nullable: true),
                    workers = table.Column<int>(type: "integer", nullable: true),
                    dispatched_workers = table.Column<int>(type: "integer", nullable: true),
                    exposed_workers = table.Column<int>(type: "integer", nullable: true),
                    risk_grade = table.Column<int>(type: "integer", nullable: true),
                    contact = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    contact_phone = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workplaces", x => x.id);
                    table.ForeignKey(
                        name: "fk_workplaces_employers_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "feed_mappings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    spec = table.Column<string>(type: "text", nullable: false),
                    saved_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    saved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_mappings", x => x.id);
                    table.ForeignKey(
                        name: "fk_feed_mappings_feed_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "feed_sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "dangers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    employer_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    industry_code = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false, collation: "C"),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    authority_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    source = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    source_key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    finding = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    article = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    grade = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    grade_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    point_id = table.Column<Guid>(type: "uuid", nullable: true),
                    point_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    factor_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C"),
                    factor_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    index = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    value = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    limit = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    ratio = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: true),
                    edition = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    clause = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    working = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    persons = table.Column<int>(type: "integer", nullable: true),
                    latest_value = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    latest_verdict = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    latest_sampled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    is_open = table.Column<bool>(type: "boolean", nullable: false),
                    found_on = table.Column<DateOnly>(type: "date", nullable: false),
                    opened_on = table.Column<DateOnly>(type: "date", nullable: false),
                    deadline = table.Column<DateOnly>(type: "date", nullable: true),
                    recheck_requested_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    days_to_close = table.Column<int>(type: "integer", nullable: true),
                    turn = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    next_on = table.Column<DateOnly>(type: "date", nullable: true),
                    is_closable = table.Column<bool>(type: "boolean", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    owner_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    order_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    order_paper_id = table.Column<Guid>(type: "uuid", nullable: true),
                    escalated_on = table.Column<DateOnly>(type: "date", nullable: true),
                    listed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reminded_on = table.Column<DateOnly>(type: "date", nullable: true),
                    is_repeat = table.Column<bool>(type: "boolean", nullable: false),
                    extensions = table.Column<int>(type: "integer", nullable: false),
                    asked_deadline = table.Column<DateOnly>(type: "date", nullable: true),
                    asked_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    lines = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dangers", x => x.id);
                    table.ForeignKey(
                        name: "fk_dangers_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_dangers_workplace_workplace_id",
                        column: x => x.workplace_id,
                        principalTable: "workplaces",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "declarations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    credit_code = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true, collation: "C"),
                    industry_code = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    registered_address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    workplace_address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    size = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    registration_type = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    legal_representative = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    phone = table.Column<string>(type: "text", nullable: true),
                    principal_person = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    reporter = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    reporter_phone = table.Column<string>(type: "text", nullable: true),
                    has_management_unit = table.Column<bool>(type: "boolean", nullable: true),
                    full_time_managers = table.Column<int>(type: "integer", nullable: true),
                    part_time_managers = table.Column<int>(type: "integer", nullable: true),
                    total_workers = table.Column<int>(type: "integer", nullable: true),
                    dispatched_workers = table.Column<int>(type: "integer", nullable: true),
                    cumulative_cases = table.Column<int>(type: "integer", nullable: true),
                    total_exposed = table.Column<int>(type: "integer", nullable: true),
                    classes = table.Column<int>(type: "integer", nullable: false),
                    change_reason = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    changed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    change_note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    principal_trained = table.Column<bool>(type: "boolean", nullable: true),
                    managers_trained = table.Column<bool>(type: "boolean", nullable: true),
                    workers_trained = table.Column<int>(type: "integer", nullable: true),
                    tested_on = table.Column<DateOnly>(type: "date", nullable: true),
                    test_institution = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    tested_points = table.Column<int>(type: "integer", nullable: true),
                    exceeded_points = table.Column<int>(type: "integer", nullable: true),
                    examined_on = table.Column<DateOnly>(type: "date", nullable: true),
                    exam_institution = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    workers_examined = table.Column<int>(type: "integer", nullable: true),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    authority_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    is_open = table.Column<bool>(type: "boolean", nullable: false),
                    is_in_force = table.Column<bool>(type: "boolean", nullable: false),
                    edition = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    previous_id = table.Column<Guid>(type: "uuid", nullable: true),
                    draft = table.Column<string>(type: "text", nullable: true),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    saved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    quick = table.Column<bool>(type: "boolean", nullable: false),
                    fields_asked = table.Column<int>(type: "integer", nullable: false),
                    fields_prefilled = table.Column<int>(type: "integer", nullable: false),
                    trigger = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    triggered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    entered_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    entered_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    submitted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    filed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    deadline_on = table.Column<DateOnly>(type: "date", nullable: true),
                    flag_count = table.Column<int>(type: "integer", nullable: false),
                    return_reasons = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    returned_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    times_returned = table.Column<int>(type: "integer", nullable: false),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    approved_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    paper_received_on = table.Column<DateOnly>(type: "date", nullable: true),
                    receipt_on = table.Column<DateOnly>(type: "date", nullable: true),
                    receipt_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    receipt_paper_id = table.Column<Guid>(type: "uuid", nullable: true),
                    cycle_from = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    verification_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    verification_result = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    verified_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_declarations", x => x.id);
                    table.ForeignKey(
                        name: "fk_declarations_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_declarations_workplace_workplace_id",
                        column: x => x.workplace_id,
                        principalTable: "workplaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "exposure_findings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    factor_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    exceeds = table.Column<bool>(type: "boolean", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    source = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    link = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exposure_findings", x => x.id);
                    table.ForeignKey(
                        name: "fk_exposure_findings_workplace_workplace_id",
                        column: x => x.workplace_id,
                        principalTable: "workplaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "monitoring_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    filer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    filer_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    by_institution = table.Column<bool>(type: "boolean", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    previous_id = table.Column<Guid>(type: "uuid", nullable: true),
                    correction_reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    in_force = table.Column<bool>(type: "boolean", nullable: false),
                    door = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    employer_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workplace_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    sampled_from = table.Column<DateOnly>(type: "date", nullable: true),
                    sampled_to = table.Column<DateOnly>(type: "date", nullable: true),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: true),
                    samplers = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    instruments = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    qualified = table.Column<bool>(type: "boolean", nullable: false),
                    draft = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    sealed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    sealed_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    sm3 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    rows_digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    public_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    row_count = table.Column<int>(type: "integer", nullable: false),
                    compliant_count = table.Column<int>(type: "integer", nullable: false),
                    action_count = table.Column<int>(type: "integer", nullable: false),
                    exceeds_count = table.Column<int>(type: "integer", nullable: false),
                    undetermined_count = table.Column<int>(type: "integer", nullable: false),
                    finding_count = table.Column<int>(type: "integer", nullable: false),
                    just_under_count = table.Column<int>(type: "integer", nullable: false),
                    just_over_count = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_monitoring_reports", x => x.id);
                    table.ForeignKey(
                        name: "fk_monitoring_reports_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_monitoring_reports_workplace_workplace_id",
                        column: x => x.workplace_id,
                        principalTable: "workplaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sampling_points",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    employer_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    workshop = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    post = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sampling_points", x => x.id);
                    table.ForeignKey(
                        name: "fk_sampling_points_workplace_workplace_id",
                        column: x => x.workplace_id,
                        principalTable: "workplaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "workshops",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    exposed_distinct = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workshops", x => x.id);
                    table.ForeignKey(
                        name: "fk_workshops_workplaces_workplace_id",
                        column: x => x.workplace_id,
                        principalTable: "workplaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "feed_batches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source_title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    mapping_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    file_name = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: true),
                    sequence = table.Column<int>(type: "integer", nullable: true),
                    declared = table.Column<int>(type: "integer", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    sent_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    remark = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    @new = table.Column<int>(name: "new", type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    unchanged = table.Column<int>(type: "integer", nullable: false),
                    to_confirm = table.Column<int>(type: "integer", nullable: false),
                    rejected = table.Column<int>(type: "integer", nullable: false),
                    expect_new = table.Column<int>(type: "integer", nullable: true),
                    expect_changed = table.Column<int>(type: "integer", nullable: true),
                    expect_unchanged = table.Column<int>(type: "integer", nullable: true),
                    expect_to_confirm = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_batches", x => x.id);
                    table.ForeignKey(
                        name: "fk_feed_batches_feed_mapping_mapping_id",
                        column: x => x.mapping_id,
                        principalTable: "feed_mappings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_feed_batches_feed_source_source_id",
                        column: x => x.source_id,
                        principalTable: "feed_sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    party_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    industry_code = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false, collation: "C"),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    authority_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    danger_id = table.Column<Guid>(type: "uuid", nullable: true),
                    act_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    cause = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    facts = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    act_key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    found_on = table.Column<DateOnly>(type: "date", nullable: false),
                    act_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    order_deadline = table.Column<DateOnly>(type: "date", nullable: true),
                    order_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    is_open = table.Column<bool>(type: "boolean", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    filed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    decided_fine = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    fine = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    paid = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    annulled = table.Column<bool>(type: "boolean", nullable: false),
                    published_on = table.Column<DateOnly>(type: "date", nullable: true),
                    remedy_pending = table.Column<bool>(type: "boolean", nullable: false),
                    next_on = table.Column<DateOnly>(type: "date", nullable: true),
                    next_kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    officers = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    decision_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    decision_paper_id = table.Column<Guid>(type: "uuid", nullable: true),
                    late_steps = table.Column<int>(type: "integer", nullable: false),
                    lines = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases", x => x.id);
                    table.ForeignKey(
                        name: "fk_cases_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_cases_hidden_danger_danger_id",
                        column: x => x.danger_id,
                        principalTable: "dangers",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "danger_evidence",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    danger_id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    by_employer = table.Column<bool>(type: "boolean", nullable: false),
                    by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_danger_evidence", x => x.id);
                    table.ForeignKey(
                        name: "fk_danger_evidence_dangers_danger_id",
                        column: x => x.danger_id,
                        principalTable: "dangers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_danger_evidence_stored_file_file_id",
                        column: x => x.file_id,
                        principalTable: "stored_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "danger_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    danger_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    act = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    from = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    to = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    first_officer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    first_officer = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    second_officer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    second_officer = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    removed = table.Column<bool>(type: "boolean", nullable: true),
                    result_id = table.Column<Guid>(type: "uuid", nullable: true),
                    paper_id = table.Column<Guid>(type: "uuid", nullable: true),
                    paper_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_danger_lines", x => x.id);
                    table.ForeignKey(
                        name: "fk_danger_lines_dangers_danger_id",
                        column: x => x.danger_id,
                        principalTable: "dangers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "danger_measures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    danger_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    text = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    planned_on = table.Column<DateOnly>(type: "date", nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_danger_measures", x => x.id);
                    table.ForeignKey(
                        name: "fk_danger_measures_dangers_danger_id",
                        column: x => x.danger_id,
                        principalTable: "dangers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "danger_results",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    danger_id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_number = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    sampled_on = table.Column<DateOnly>(type: "date", nullable: false),
                    verdict = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    index = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    value = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    limit = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    ratio = table.Column<decimal>(type: "numeric(18,4)", precision: 18, scale: 4, nullable: true),
                    edition = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    institution = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    qualified = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_danger_results", x => x.id);
                    table.ForeignKey(
                        name: "fk_danger_results_dangers_danger_id",
                        column: x => x.danger_id,
                        principalTable: "dangers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "declared_hazards",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    declaration_id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    workshop = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    workshop_distinct = table.Column<int>(type: "integer", nullable: false),
                    factor_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    @class = table.Column<string>(name: "class", type: "character varying(64)", maxLength: 64, nullable: false),
                    persons = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_declared_hazards", x => x.id);
                    table.ForeignKey(
                        name: "fk_declared_hazards_declarations_declaration_id",
                        column: x => x.declaration_id,
                        principalTable: "declarations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "monitoring_findings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    filer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    filer_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    report_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    employer_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    message = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    other_report_id = table.Column<Guid>(type: "uuid", nullable: true),
                    found_on = table.Column<DateOnly>(type: "date", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_monitoring_findings", x => x.id);
                    table.ForeignKey(
                        name: "fk_monitoring_findings_monitoring_reports_report_id",
                        column: x => x.report_id,
                        principalTable: "monitoring_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "result_curves",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    factor_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    index = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    fingerprint = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_result_curves", x => x.id);
                    table.ForeignKey(
                        name: "fk_result_curves_monitoring_reports_report_id",
                        column: x => x.report_id,
                        principalTable: "monitoring_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sampling_visits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    filer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sampler = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    from = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    to = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sampling_visits", x => x.id);
                    table.ForeignKey(
                        name: "fk_sampling_visits_monitoring_reports_report_id",
                        column: x => x.report_id,
                        principalTable: "monitoring_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "monitoring_results",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    point_id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    in_force = table.Column<bool>(type: "boolean", nullable: false),
                    factor_code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    factor_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    index = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    fraction = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    value = table.Column<decimal>(type: "numeric", nullable: false),
                    below_detection = table.Column<bool>(type: "boolean", nullable: false),
                    unit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    sampled_on = table.Column<DateOnly>(type: "date", nullable: false),
                    started_at = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    minutes = table.Column<int>(type: "integer", nullable: true),
                    hours_per_day = table.Column<decimal>(type: "numeric", nullable: true),
                    days_per_week = table.Column<decimal>(type: "numeric", nullable: true),
                    free_silica_percent = table.Column<decimal>(type: "numeric", nullable: true),
                    intensity = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    exposure_rate_percent = table.Column<decimal>(type: "numeric", nullable: true),
                    impulses_per_day = table.Column<int>(type: "integer", nullable: true),
                    persons = table.Column<int>(type: "integer", nullable: true),
                    verdict = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    reason = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    band = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    limit = table.Column<decimal>(type: "numeric", nullable: true),
                    compared = table.Column<decimal>(type: "numeric", nullable: true),
                    action_level = table.Column<decimal>(type: "numeric", nullable: true),
                    limit_unit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    ratio = table.Column<double>(type: "double precision", nullable: true),
                    edition = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    clause = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    working = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_monitoring_results", x => x.id);
                    table.ForeignKey(
                        name: "fk_monitoring_results_monitoring_reports_report_id",
                        column: x => x.report_id,
                        principalTable: "monitoring_reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_monitoring_results_sampling_points_point_id",
                        column: x => x.point_id,
                        principalTable: "sampling_points",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "job_posts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    workshop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    persons = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_posts", x => x.id);
                    table.ForeignKey(
                        name: "fk_job_posts_workplaces_workplace_id",
                        column: x => x.workplace_id,
                        principalTable: "workplaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_job_posts_workshops_workshop_id",
                        column: x => x.workshop_id,
                        principalTable: "workshops",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "feed_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    row_number = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    outcome = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    changes = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    message = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    rules = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    score = table.Column<int>(type: "integer", nullable: true),
                    working = table.Column<string>(type: "text", nullable: true),
                    payload = table.Column<string>(type: "text", nullable: true),
                    decision = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    deferred = table.Column<bool>(type: "boolean", nullable: false),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_items", x => x.id);
                    table.ForeignKey(
                        name: "fk_feed_items_employer_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_feed_items_feed_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "feed_batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_evidence",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_evidence", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_evidence_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_case_evidence_stored_file_file_id",
                        column: x => x.file_id,
                        principalTable: "stored_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    from = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    to = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    late_since = table.Column<DateOnly>(type: "date", nullable: true),
                    act = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    paper_id = table.Column<Guid>(type: "uuid", nullable: true),
                    paper_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_lines", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_lines_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "exposures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    workshop_id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_post_id = table.Column<Guid>(type: "uuid", nullable: true),
                    factor_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    county_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    persons = table.Column<int>(type: "integer", nullable: true),
                    hours_per_day = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: true),
                    days_per_week = table.Column<decimal>(type: "numeric(4,2)", precision: 4, scale: 2, nullable: true),
                    facilities = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    protective_equipment = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    source = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workplace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exposures", x => x.id);
                    table.ForeignKey(
                        name: "fk_exposures_job_posts_job_post_id",
                        column: x => x.job_post_id,
                        principalTable: "job_posts",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_exposures_workplaces_workplace_id",
                        column: x => x.workplace_id,
                        principalTable: "workplaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_exposures_workshops_workshop_id",
                        column: x => x.workshop_id,
                        principalTable: "workshops",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_case_evidence_case_id",
                table: "case_evidence",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_evidence_file_id",
                table: "case_evidence",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_evidence_scope_path",
                table: "case_evidence",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_case_lines_case_id_number",
                table: "case_lines",
                columns: new[] { "case_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_act_code_decided_on",
                table: "cases",
                columns: new[] { "act_code", "decided_on" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_act_key",
                table: "cases",
                column: "act_key");

            migrationBuilder.CreateIndex(
                name: "ix_cases_act_key1",
                table: "cases",
                column: "act_key",
                unique: true,
                filter: "is_open");

            migrationBuilder.CreateIndex(
                name: "ix_cases_authority_code_state_next_on_id",
                table: "cases",
                columns: new[] { "authority_code", "state", "next_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_danger_id",
                table: "cases",
                column: "danger_id");

            migrationBuilder.CreateIndex(
                name: "ix_cases_employer_id",
                table: "cases",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_cases_is_open_next_on_id",
                table: "cases",
                columns: new[] { "is_open", "next_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_number",
                table: "cases",
                column: "number");

            migrationBuilder.CreateIndex(
                name: "ix_cases_scope_path",
                table: "cases",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_cases_state_next_on_id",
                table: "cases",
                columns: new[] { "state", "next_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_danger_candidates_employer_id_source",
                table: "danger_candidates",
                columns: new[] { "employer_id", "source" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_danger_candidates_judged_on_lapsed_on_found_on",
                table: "danger_candidates",
                columns: new[] { "judged_on", "lapsed_on", "found_on" });

            migrationBuilder.CreateIndex(
                name: "ix_danger_candidates_scope_path",
                table: "danger_candidates",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_danger_evidence_danger_id",
                table: "danger_evidence",
                column: "danger_id");

            migrationBuilder.CreateIndex(
                name: "ix_danger_evidence_file_id",
                table: "danger_evidence",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_danger_evidence_scope_path",
                table: "danger_evidence",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_danger_lines_danger_id_number",
                table: "danger_lines",
                columns: new[] { "danger_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_danger_measures_danger_id",
                table: "danger_measures",
                column: "danger_id");

            migrationBuilder.CreateIndex(
                name: "ix_danger_results_danger_id_sampled_on",
                table: "danger_results",
                columns: new[] { "danger_id", "sampled_on" });

            migrationBuilder.CreateIndex(
                name: "ix_danger_results_report_id",
                table: "danger_results",
                column: "report_id");

            migrationBuilder.CreateIndex(
                name: "ix_dangers_authority_code_state_next_on_id",
                table: "dangers",
                columns: new[] { "authority_code", "state", "next_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_dangers_county_code_state_next_on_id",
                table: "dangers",
                columns: new[] { "county_code", "state", "next_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_dangers_employer_id_is_open",
                table: "dangers",
                columns: new[] { "employer_id", "is_open" });

            migrationBuilder.CreateIndex(
                name: "ix_dangers_employer_id_source_key",
                table: "dangers",
                columns: new[] { "employer_id", "source_key" },
                unique: true,
                filter: "is_open AND point_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dangers_found_on",
                table: "dangers",
                column: "found_on");

            migrationBuilder.CreateIndex(
                name: "ix_dangers_next_on_id",
                table: "dangers",
                columns: new[] { "next_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_dangers_owner_id_next_on",
                table: "dangers",
                columns: new[] { "owner_id", "next_on" });

            migrationBuilder.CreateIndex(
                name: "ix_dangers_point_id_factor_code",
                table: "dangers",
                columns: new[] { "point_id", "factor_code" },
                unique: true,
                filter: "is_open AND point_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dangers_scope_path",
                table: "dangers",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_dangers_scope_path_state_grade_next_on",
                table: "dangers",
                columns: new[] { "scope_path", "state", "grade", "next_on" },
                filter: "is_open");

            migrationBuilder.CreateIndex(
                name: "ix_dangers_state_deadline_id",
                table: "dangers",
                columns: new[] { "state", "deadline", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_dangers_state_next_on_id",
                table: "dangers",
                columns: new[] { "state", "next_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_dangers_workplace_id",
                table: "dangers",
                column: "workplace_id");

            migrationBuilder.CreateIndex(
                name: "ix_declaration_offences_cause_code",
                table: "declaration_offences",
                columns: new[] { "cause", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_declaration_offences_employer_id_found_on",
                table: "declaration_offences",
                columns: new[] { "employer_id", "found_on" });

            migrationBuilder.CreateIndex(
                name: "ix_declaration_offences_scope_path",
                table: "declaration_offences",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_declarations_authority_code_filed_on",
                table: "declarations",
                columns: new[] { "authority_code", "filed_on" });

            migrationBuilder.CreateIndex(
                name: "ix_declarations_authority_code_state_deadline_on_id",
                table: "declarations",
                columns: new[] { "authority_code", "state", "deadline_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_declarations_county_code_state_deadline_on_id",
                table: "declarations",
                columns: new[] { "county_code", "state", "deadline_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_declarations_employer_id_number",
                table: "declarations",
                columns: new[] { "employer_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_declarations_receipt_number",
                table: "declarations",
                column: "receipt_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_declarations_scope_path",
                table: "declarations",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_declarations_state_deadline_on_id",
                table: "declarations",
                columns: new[] { "state", "deadline_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_declarations_workplace_id",
                table: "declarations",
                column: "workplace_id",
                unique: true,
                filter: "is_in_force");

            migrationBuilder.CreateIndex(
                name: "ix_declarations_workplace_id1",
                table: "declarations",
                column: "workplace_id",
                unique: true,
                filter: "is_open");

            migrationBuilder.CreateIndex(
                name: "ix_declarations_workplace_id_number",
                table: "declarations",
                columns: new[] { "workplace_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_declared_hazards_declaration_id_ordinal",
                table: "declared_hazards",
                columns: new[] { "declaration_id", "ordinal" });

            migrationBuilder.CreateIndex(
                name: "ix_declared_hazards_factor_code_declaration_id",
                table: "declared_hazards",
                columns: new[] { "factor_code", "declaration_id" });

            migrationBuilder.CreateIndex(
                name: "ix_declared_hazards_scope_path",
                table: "declared_hazards",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_due_ladder_steps_kind_number_valid_from",
                table: "due_ladder_steps",
                columns: new[] { "kind", "number", "valid_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_dues_county_code_settled_on_due_on",
                table: "dues",
                columns: new[] { "county_code", "settled_on", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_dues_employer_id_kind",
                table: "dues",
                columns: new[] { "employer_id", "kind" },
                unique: true,
                filter: "settled_on IS NULL AND workplace_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dues_employer_id_kind_workplace_id",
                table: "dues",
                columns: new[] { "employer_id", "kind", "workplace_id" },
                unique: true,
                filter: "settled_on IS NULL AND workplace_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dues_next_step_on",
                table: "dues",
                column: "next_step_on");

            migrationBuilder.CreateIndex(
                name: "ix_dues_scope_path",
                table: "dues",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_dues_settled_on_due_on",
                table: "dues",
                columns: new[] { "settled_on", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_duplicate_pairs_first_id_second_id",
                table: "duplicate_pairs",
                columns: new[] { "first_id", "second_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_duplicate_pairs_scope_path",
                table: "duplicate_pairs",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_duplicate_pairs_second_id",
                table: "duplicate_pairs",
                column: "second_id");

            migrationBuilder.CreateIndex(
                name: "ix_duplicate_pairs_state_score",
                table: "duplicate_pairs",
                columns: new[] { "state", "score" });

            migrationBuilder.CreateIndex(
                name: "ix_employer_corrections_employer_id_state",
                table: "employer_corrections",
                columns: new[] { "employer_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_employer_corrections_scope_path",
                table: "employer_corrections",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_employer_corrections_state_asked_at",
                table: "employer_corrections",
                columns: new[] { "state", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_employer_events_employer_id_on_id",
                table: "employer_events",
                columns: new[] { "employer_id", "on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_employer_field_changes_employer_id_field_at",
                table: "employer_field_changes",
                columns: new[] { "employer_id", "field", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_employer_former_names_employer_id",
                table: "employer_former_names",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_employer_former_names_name",
                table: "employer_former_names",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_employer_match_keys_employer_id",
                table: "employer_match_keys",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_employer_merges_gone_id",
                table: "employer_merges",
                column: "gone_id");

            migrationBuilder.CreateIndex(
                name: "ix_employer_merges_kept_id",
                table: "employer_merges",
                column: "kept_id");

            migrationBuilder.CreateIndex(
                name: "ix_employer_merges_merged_at",
                table: "employer_merges",
                column: "merged_at");

            migrationBuilder.CreateIndex(
                name: "ix_employer_merges_scope_path",
                table: "employer_merges",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_employer_registrations_credit_code_state",
                table: "employer_registrations",
                columns: new[] { "credit_code", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_employer_registrations_query_hash",
                table: "employer_registrations",
                column: "query_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_employer_registrations_scope_path",
                table: "employer_registrations",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_employer_registrations_state_submitted_at",
                table: "employer_registrations",
                columns: new[] { "state", "submitted_at" });

            migrationBuilder.CreateIndex(
                name: "ix_employers_county_code_industry_code_name",
                table: "employers",
                columns: new[] { "county_code", "industry_code", "name" },
                filter: "merged_into_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_employers_county_code_name",
                table: "employers",
                columns: new[] { "county_code", "name" },
                filter: "merged_into_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_employers_credit_code",
                table: "employers",
                column: "credit_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_employers_industry_code_name",
                table: "employers",
                columns: new[] { "industry_code", "name" },
                filter: "merged_into_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_employers_merged_into_id",
                table: "employers",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "ix_employers_name",
                table: "employers",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_employers_registration_number",
                table: "employers",
                column: "registration_number");

            migrationBuilder.CreateIndex(
                name: "ix_employers_scope_path",
                table: "employers",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_exposure_findings_employer_id",
                table: "exposure_findings",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_exposure_findings_scope_path",
                table: "exposure_findings",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_exposure_findings_workplace_id_factor_code",
                table: "exposure_findings",
                columns: new[] { "workplace_id", "factor_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_exposures_employer_id",
                table: "exposures",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_exposures_factor_code_county_code_employer_id",
                table: "exposures",
                columns: new[] { "factor_code", "county_code", "employer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_exposures_job_post_id",
                table: "exposures",
                column: "job_post_id");

            migrationBuilder.CreateIndex(
                name: "ix_exposures_scope_path",
                table: "exposures",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_exposures_workplace_id",
                table: "exposures",
                column: "workplace_id");

            migrationBuilder.CreateIndex(
                name: "ix_exposures_workshop_id_job_post_id_factor_code",
                table: "exposures",
                columns: new[] { "workshop_id", "job_post_id", "factor_code" });

            migrationBuilder.CreateIndex(
                name: "ix_feed_batches_mapping_id",
                table: "feed_batches",
                column: "mapping_id");

            migrationBuilder.CreateIndex(
                name: "ix_feed_batches_received_at",
                table: "feed_batches",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ix_feed_batches_scope_path",
                table: "feed_batches",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_feed_batches_source_id_code",
                table: "feed_batches",
                columns: new[] { "source_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_feed_hints_employer_id_source_key_kind",
                table: "feed_hints",
                columns: new[] { "employer_id", "source_key", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_feed_hints_scope_path",
                table: "feed_hints",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_feed_items_batch_id_outcome_row_number",
                table: "feed_items",
                columns: new[] { "batch_id", "outcome", "row_number" });

            migrationBuilder.CreateIndex(
                name: "ix_feed_items_batch_id_record_key",
                table: "feed_items",
                columns: new[] { "batch_id", "record_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_feed_items_employer_id",
                table: "feed_items",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_feed_items_outcome_decision_deferred_score",
                table: "feed_items",
                columns: new[] { "outcome", "decision", "deferred", "score" });

            migrationBuilder.CreateIndex(
                name: "ix_feed_items_scope_path",
                table: "feed_items",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_feed_mappings_source_id_number",
                table: "feed_mappings",
                columns: new[] { "source_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_feed_sources_key",
                table: "feed_sources",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_feed_trusts_source_key_group",
                table: "feed_trusts",
                columns: new[] { "source_key", "group" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_institution_certificates_institution_id_number",
                table: "institution_certificates",
                columns: new[] { "institution_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_institution_certificates_scope_path",
                table: "institution_certificates",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_institution_instruments_institution_id_number",
                table: "institution_instruments",
                columns: new[] { "institution_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_institution_instruments_scope_path",
                table: "institution_instruments",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_institution_members_institution_id_name",
                table: "institution_members",
                columns: new[] { "institution_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_institution_members_scope_path",
                table: "institution_members",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_job_posts_employer_id",
                table: "job_posts",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_job_posts_scope_path",
                table: "job_posts",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_job_posts_workplace_id",
                table: "job_posts",
                column: "workplace_id");

            migrationBuilder.CreateIndex(
                name: "ix_job_posts_workshop_id_name",
                table: "job_posts",
                columns: new[] { "workshop_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_jurisdiction_rules_matter_ownership_valid_from",
                table: "jurisdiction_rules",
                columns: new[] { "matter", "ownership", "valid_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_findings_filer_id_code",
                table: "monitoring_findings",
                columns: new[] { "filer_id", "code" });

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_findings_found_on_id",
                table: "monitoring_findings",
                columns: new[] { "found_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_findings_report_id",
                table: "monitoring_findings",
                column: "report_id");

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_findings_scope_path",
                table: "monitoring_findings",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_reports_county_code_in_force_sampled_to",
                table: "monitoring_reports",
                columns: new[] { "county_code", "in_force", "sampled_to" });

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_reports_employer_id_sampled_to",
                table: "monitoring_reports",
                columns: new[] { "employer_id", "sampled_to" });

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_reports_filer_id_number_revision",
                table: "monitoring_reports",
                columns: new[] { "filer_id", "number", "revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_reports_filer_id_state_sampled_to",
                table: "monitoring_reports",
                columns: new[] { "filer_id", "state", "sampled_to" });

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_reports_in_force_sampled_to",
                table: "monitoring_reports",
                columns: new[] { "in_force", "sampled_to" });

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_reports_public_code",
                table: "monitoring_reports",
                column: "public_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_reports_rows_digest",
                table: "monitoring_reports",
                column: "rows_digest");

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_reports_scope_path",
                table: "monitoring_reports",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_reports_workplace_id_kind_in_force_sampled_to",
                table: "monitoring_reports",
                columns: new[] { "workplace_id", "kind", "in_force", "sampled_to" });

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_results_employer_id",
                table: "monitoring_results",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_results_point_id_factor_code_sampled_on",
                table: "monitoring_results",
                columns: new[] { "point_id", "factor_code", "sampled_on" });

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_results_report_id_ordinal",
                table: "monitoring_results",
                columns: new[] { "report_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_results_scope_path",
                table: "monitoring_results",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_monitoring_results_workplace_id_factor_code_sampled_on",
                table: "monitoring_results",
                columns: new[] { "workplace_id", "factor_code", "sampled_on" });

            migrationBuilder.CreateIndex(
                name: "ix_officer_certificates_scope_path",
                table: "officer_certificates",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_officer_certificates_user_id",
                table: "officer_certificates",
                column: "user_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_officer_recusals_employer_id",
                table: "officer_recusals",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_officer_recusals_scope_path",
                table: "officer_recusals",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_officer_recusals_user_id_employer_id",
                table: "officer_recusals",
                columns: new[] { "user_id", "employer_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_result_curves_fingerprint",
                table: "result_curves",
                column: "fingerprint");

            migrationBuilder.CreateIndex(
                name: "ix_result_curves_report_id",
                table: "result_curves",
                column: "report_id");

            migrationBuilder.CreateIndex(
                name: "ix_risk_evaluations_employer_id",
                table: "risk_evaluations",
                column: "employer_id",
                unique: true,
                filter: "is_standing");

            migrationBuilder.CreateIndex(
                name: "ix_risk_evaluations_employer_id_entered_at",
                table: "risk_evaluations",
                columns: new[] { "employer_id", "entered_at" });

            migrationBuilder.CreateIndex(
                name: "ix_risk_evaluations_scope_path",
                table: "risk_evaluations",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_sampling_points_employer_id",
                table: "sampling_points",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_sampling_points_employer_name",
                table: "sampling_points",
                column: "employer_name");

            migrationBuilder.CreateIndex(
                name: "ix_sampling_points_scope_path",
                table: "sampling_points",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_sampling_points_workplace_id_workshop_post_name",
                table: "sampling_points",
                columns: new[] { "workplace_id", "workshop", "post", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sampling_visits_filer_id_day_sampler",
                table: "sampling_visits",
                columns: new[] { "filer_id", "day", "sampler" });

            migrationBuilder.CreateIndex(
                name: "ix_sampling_visits_report_id",
                table: "sampling_visits",
                column: "report_id");

            migrationBuilder.CreateIndex(
                name: "ix_undeclared_leads_county_code_state_score",
                table: "undeclared_leads",
                columns: new[] { "county_code", "state", "score" });

            migrationBuilder.CreateIndex(
                name: "ix_undeclared_leads_employer_id",
                table: "undeclared_leads",
                column: "employer_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_undeclared_leads_scope_path",
                table: "undeclared_leads",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_undeclared_leads_state_score",
                table: "undeclared_leads",
                columns: new[] { "state", "score" });

            migrationBuilder.CreateIndex(
                name: "ix_workplaces_address",
                table: "workplaces",
                column: "address");

            migrationBuilder.CreateIndex(
                name: "ix_workplaces_county_code_address",
                table: "workplaces",
                columns: new[] { "county_code", "address" });

            migrationBuilder.CreateIndex(
                name: "ix_workplaces_employer_id",
                table: "workplaces",
                column: "employer_id",
                unique: true,
                filter: "is_main");

            migrationBuilder.CreateIndex(
                name: "ix_workplaces_employer_id_name",
                table: "workplaces",
                columns: new[] { "employer_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_workplaces_scope_path",
                table: "workplaces",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_workshops_employer_id",
                table: "workshops",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_workshops_scope_path",
                table: "workshops",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_workshops_workplace_id_name",
                table: "workshops",
                columns: new[] { "workplace_id", "name" },
                unique: true);

            Zhijian.Modules.Registry.Search.EmployerIndexSql.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_evidence");

            migrationBuilder.DropTable(
                name: "case_lines");

            migrationBuilder.DropTable(
                name: "danger_candidates");

            migrationBuilder.DropTable(
                name: "danger_evidence");

            migrationBuilder.DropTable(
                name: "danger_lines");

            migrationBuilder.DropTable(
                name: "danger_measures");

            migrationBuilder.DropTable(
                name: "danger_results");

            migrationBuilder.DropTable(
                name: "declaration_offences");

            migrationBuilder.DropTable(
                name: "declared_hazards");

            migrationBuilder.DropTable(
                name: "due_ladder_steps");

            migrationBuilder.DropTable(
                name: "dues");

            migrationBuilder.DropTable(
                name: "duplicate_pairs");

            migrationBuilder.DropTable(
                name: "employer_corrections");

            migrationBuilder.DropTable(
                name: "employer_events");

            migrationBuilder.DropTable(
                name: "employer_field_changes");

            migrationBuilder.DropTable(
                name: "employer_former_names");

            migrationBuilder.DropTable(
                name: "employer_match_keys");

            migrationBuilder.DropTable(
                name: "employer_match_marks");

            migrationBuilder.DropTable(
                name: "employer_merges");

            migrationBuilder.DropTable(
                name: "employer_registrations");

            migrationBuilder.DropTable(
                name: "exposure_findings");

            migrationBuilder.DropTable(
                name: "exposures");

            migrationBuilder.DropTable(
                name: "feed_hints");

            migrationBuilder.DropTable(
                name: "feed_items");

            migrationBuilder.DropTable(
                name: "feed_trusts");

            migrationBuilder.DropTable(
                name: "institution_certificates");

            migrationBuilder.DropTable(
                name: "institution_instruments");

            migrationBuilder.DropTable(
                name: "institution_members");

            migrationBuilder.DropTable(
                name: "jurisdiction_rules");

            migrationBuilder.DropTable(
                name: "monitoring_findings");

            migrationBuilder.DropTable(
                name: "monitoring_results");

            migrationBuilder.DropTable(
                name: "officer_certificates");

            migrationBuilder.DropTable(
                name: "officer_recusals");

            migrationBuilder.DropTable(
                name: "result_curves");

            migrationBuilder.DropTable(
                name: "risk_evaluations");

            migrationBuilder.DropTable(
                name: "sampling_visits");

            migrationBuilder.DropTable(
                name: "undeclared_leads");

            migrationBuilder.DropTable(
                name: "cases");

            migrationBuilder.DropTable(
                name: "declarations");

            migrationBuilder.DropTable(
                name: "job_posts");

            migrationBuilder.DropTable(
                name: "feed_batches");

            migrationBuilder.DropTable(
                name: "sampling_points");

            migrationBuilder.DropTable(
                name: "monitoring_reports");

            migrationBuilder.DropTable(
                name: "dangers");

            migrationBuilder.DropTable(
                name: "workshops");

            migrationBuilder.DropTable(
                name: "feed_mappings");

            migrationBuilder.DropTable(
                name: "workplaces");

            migrationBuilder.DropTable(
                name: "feed_sources");

            migrationBuilder.DropTable(
                name: "employers");

            migrationBuilder.DropColumn(
                name: "only_there",
                table: "todos");
        }
    }
}
