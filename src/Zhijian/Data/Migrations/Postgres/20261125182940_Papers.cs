using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Papers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "dossier_at",
                table: "cases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "dossier_hash",
                table: "cases",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "dossier_pages",
                table: "cases",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "serial",
                table: "cases",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "serial_year",
                table: "cases",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "paper_kind",
                table: "case_lines",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
                name: "serial",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "serial_year",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "paper_kind",
                table: "case_lines");
        }
    }
}
