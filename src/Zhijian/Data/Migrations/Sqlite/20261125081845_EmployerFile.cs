using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EmployerFile : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_employers_county_code_industry_code_name",
                table: "employers");

            migrationBuilder.DropIndex(
                name: "ix_employers_county_code_name",
                table: "employers");

            migrationBuilder.DropIndex(
                name: "ix_employers_industry_code_name",
                table: "employers");

            migrationBuilder.AddColumn<int>(
                name: "exposed_workers",
                table: "workplaces",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "assets",
                table: "employers",
                type: "TEXT",
                precision: 18,
                scale: 2,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "workplace_id",
                table: "employer_field_changes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "employer_corrections",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    employer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    field = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    wish = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    asked_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    decided_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    answer = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
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
                name: "employer_registrations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    credit_code = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    industry_code = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    contact = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    mobile = table.Column<string>(type: "TEXT", nullable: false),
                    submitted_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    query_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    decided_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    employer_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    user_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employer_registrations", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_workplaces_address",
                table: "workplaces",
                column: "address");

            migrationBuilder.CreateIndex(
                name: "ix_workplaces_county_code_address",
                table: "workplaces",
                columns: new[] { "county_code", "address" });

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
                name: "ix_employers_industry_code_name",
                table: "employers",
                columns: new[] { "industry_code", "name" },
                filter: "merged_into_id IS NULL");

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

            // The search index of employers lies in SQL that the model does not know: keep this line when migrations are made anew.
            Zhijian.Modules.Registry.Search.EmployerIndexSql.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "employer_corrections");

            migrationBuilder.DropTable(
                name: "employer_registrations");

            migrationBuilder.DropIndex(
                name: "ix_workplaces_address",
                table: "workplaces");

            migrationBuilder.DropIndex(
                name: "ix_workplaces_county_code_address",
                table: "workplaces");

            migrationBuilder.DropIndex(
                name: "ix_employers_county_code_industry_code_name",
                table: "employers");

            migrationBuilder.DropIndex(
                name: "ix_employers_county_code_name",
                table: "employers");

            migrationBuilder.DropIndex(
                name: "ix_employers_industry_code_name",
                table: "employers");

            migrationBuilder.DropColumn(
                name: "exposed_workers",
                table: "workplaces");

            migrationBuilder.DropColumn(
                name: "assets",
                table: "employers");

            migrationBuilder.DropColumn(
                name: "workplace_id",
                table: "employer_field_changes");

            migrationBuilder.CreateIndex(
                name: "ix_employers_county_code_industry_code_name",
                table: "employers",
                columns: new[] { "county_code", "industry_code", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_employers_county_code_name",
                table: "employers",
                columns: new[] { "county_code", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_employers_industry_code_name",
                table: "employers",
                columns: new[] { "industry_code", "name" });
        }
    }
}
