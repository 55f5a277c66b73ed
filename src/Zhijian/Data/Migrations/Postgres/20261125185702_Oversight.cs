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
                name: "figure_cells",
                columns: table => new
                {
                    period = table.Column<DateOnly>(type: "date", nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    dimension = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    value = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    measure = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_figure_cells", x => new { x.period, x.dimension, x.division_code, x.value, x.measure });
                });

            migrationBuilder.CreateTable(
                name: "figure_members",
                columns: table => new
                {
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    industry_code = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false, collation: "C"),
                    size = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ownership = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    risk = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    changes_on = table.Column<DateOnly>(type: "date", nullable: true),
                    employers = table.Column<long>(type: "bigint", nullable: false),
                    workers = table.Column<long>(type: "bigint", nullable: false),
                    exposed = table.Column<long>(type: "bigint", nullable: false),
                    hazardous = table.Column<long>(type: "bigint", nullable: false),
                    declared = table.Column<long>(type: "bigint", nullable: false),
                    declaration_overdue = table.Column<long>(type: "bigint", nullable: false),
                    tested = table.Column<long>(type: "bigint", nullable: false),
                    test_overdue = table.Column<long>(type: "bigint", nullable: false),
                    results = table.Column<long>(type: "bigint", nullable: false),
                    results_over = table.Column<long>(type: "bigint", nullable: false),
                    dangers_open = table.Column<long>(type: "bigint", nullable: false),
                    dangers_major = table.Column<long>(type: "bigint", nullable: false),
                    dangers_overdue = table.Column<long>(type: "bigint", nullable: false),
                    dangers_found = table.Column<long>(type: "bigint", nullable: false),
                    dangers_closed = table.Column<long>(type: "bigint", nullable: false),
                    visits = table.Column<long>(type: "bigint", nullable: false),
                    cases = table.Column<long>(type: "bigint", nullable: false),
                    fines = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_figure_members", x => x.employer_id);
                });

            migrationBuilder.CreateTable(
                name: "figure_touches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_figure_touches", x => x.id);
                });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "figure_cells");

            migrationBuilder.DropTable(
                name: "figure_members");

            migrationBuilder.DropTable(
                name: "figure_touches");
        }
    }
}
