using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DuesAndUndeclared : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_dues_employer_id_kind_workplace_id",
                table: "dues");

            migrationBuilder.AddColumn<string>(
                name: "employer_name",
                table: "dues",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "next_step_on",
                table: "dues",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "danger_candidates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    employer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    workplace_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    county_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    article = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    evidence = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    found_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    lapsed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    lapsed_why = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
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
                name: "due_ladder_steps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    day_offset = table.Column<int>(type: "INTEGER", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    article = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    confidence = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_due_ladder_steps", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "undeclared_leads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    employer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    employer_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    county_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    industry_code = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    score = table.Column<int>(type: "INTEGER", nullable: false),
                    reasons = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    found_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    assigned_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    assigned_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    answer_due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    answered_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    answered_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    declared_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
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
                name: "ix_danger_candidates_employer_id_source",
                table: "danger_candidates",
                columns: new[] { "employer_id", "source" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_danger_candidates_scope_path",
                table: "danger_candidates",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_due_ladder_steps_kind_number_valid_from",
                table: "due_ladder_steps",
                columns: new[] { "kind", "number", "valid_from" },
                unique: true);

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "danger_candidates");

            migrationBuilder.DropTable(
                name: "due_ladder_steps");

            migrationBuilder.DropTable(
                name: "undeclared_leads");

            migrationBuilder.DropIndex(
                name: "ix_dues_county_code_settled_on_due_on",
                table: "dues");

            migrationBuilder.DropIndex(
                name: "ix_dues_employer_id_kind",
                table: "dues");

            migrationBuilder.DropIndex(
                name: "ix_dues_employer_id_kind_workplace_id",
                table: "dues");

            migrationBuilder.DropIndex(
                name: "ix_dues_next_step_on",
                table: "dues");

            migrationBuilder.DropColumn(
                name: "employer_name",
                table: "dues");

            migrationBuilder.DropColumn(
                name: "next_step_on",
                table: "dues");

            migrationBuilder.CreateIndex(
                name: "ix_dues_employer_id_kind_workplace_id",
                table: "dues",
                columns: new[] { "employer_id", "kind", "workplace_id" });
        }
    }
}
