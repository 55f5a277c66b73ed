using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Oversight : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "warnings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    subject = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    authority_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    before = table.Column<long>(type: "bigint", nullable: true),
                    since = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    found_on = table.Column<DateOnly>(type: "date", nullable: false),
                    seen_by = table.Column<Guid>(type: "uuid", nullable: false),
                    told_on = table.Column<DateOnly>(type: "date", nullable: true),
                    told_to = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    handled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_warnings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warning_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    warning_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_warning_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_warning_notes_warnings_warning_id",
                        column: x => x.warning_id,
                        principalTable: "warnings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_warning_notes_warning_id",
                table: "warning_notes",
                column: "warning_id");

            migrationBuilder.CreateIndex(
                name: "ix_warnings_authority_code_rule_code_state",
                table: "warnings",
                columns: new[] { "authority_code", "rule_code", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_warnings_employer_id",
                table: "warnings",
                column: "employer_id");

            migrationBuilder.CreateIndex(
                name: "ix_warnings_rule_code_subject",
                table: "warnings",
                columns: new[] { "rule_code", "subject" },
                unique: true,
                filter: "closed_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_warnings_scope_path",
                table: "warnings",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_warnings_state_found_on_id",
                table: "warnings",
                columns: new[] { "state", "found_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_warnings_told_on",
                table: "warnings",
                column: "told_on",
                filter: "told_on IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "warning_notes");

            migrationBuilder.DropTable(
                name: "warnings");
        }
    }
}
