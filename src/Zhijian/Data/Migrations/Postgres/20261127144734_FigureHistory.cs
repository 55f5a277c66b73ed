using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Postgres
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
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.CreateTable(
                name: "figure_pasts",
                columns: table => new
                {
                    employer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    through = table.Column<DateOnly>(type: "date", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    industry_code = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false, collation: "C"),
                    size = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ownership = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    risk = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
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
