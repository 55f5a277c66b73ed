using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FigureHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "since",
                table: "figure_members",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.CreateTable(
                name: "figure_pasts",
                columns: table => new
                {
                    employer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    through = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    industry_code = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    size = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ownership = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    risk = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    since = table.Column<DateOnly>(type: "TEXT", nullable: false),
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
                    table.PrimaryKey("pk_figure_pasts", x => new { x.employer_id, x.through });
                });

            migrationBuilder.CreateIndex(
                name: "ix_figure_members_since",
                table: "figure_members",
                column: "since");

            migrationBuilder.CreateIndex(
                name: "ix_figure_pasts_scope_path",
                table: "figure_pasts",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_figure_pasts_since",
                table: "figure_pasts",
                column: "since");

            migrationBuilder.CreateIndex(
                name: "ix_figure_pasts_through_since",
                table: "figure_pasts",
                columns: new[] { "through", "since" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "figure_pasts");

            migrationBuilder.DropIndex(
                name: "ix_figure_members_since",
                table: "figure_members");

            migrationBuilder.DropColumn(
                name: "since",
                table: "figure_members");
        }
    }
}
