using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Sqlite
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
