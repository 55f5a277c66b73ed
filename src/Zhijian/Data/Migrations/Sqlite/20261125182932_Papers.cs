using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Sqlite
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
                name: "paper_kind",
                table: "case_lines",
                type: "TEXT",
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
