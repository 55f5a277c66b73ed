using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Declarations : Migration
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "declaration_offences");

            migrationBuilder.DropTable(
                name: "declared_hazards");

            migrationBuilder.DropTable(
                name: "declarations");

            migrationBuilder.DropColumn(
                name: "only_there",
                table: "todos");
        }
    }
}
