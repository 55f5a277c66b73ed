using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ServiceOfPapers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_cases_employer_id",
                table: "cases");

            migrationBuilder.AddColumn<string>(
                name: "addressee",
                table: "papers",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "addressee_id",
                table: "papers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "serve_by",
                table: "papers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "served_how",
                table: "papers",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "served_on",
                table: "papers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "party_since",
                table: "cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "by_party",
                table: "case_evidence",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "service_addresses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    employer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    recipient = table.Column<string>(type: "TEXT", nullable: false),
                    phone = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    post_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: true),
                    electronic = table.Column<bool>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    by_employer = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    file_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_addresses", x => x.id);
                    table.ForeignKey(
                        name: "fk_service_addresses_employers_employer_id",
                        column: x => x.employer_id,
                        principalTable: "employers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_service_addresses_stored_file_file_id",
                        column: x => x.file_id,
                        principalTable: "stored_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    paper_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    method = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    result = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    served_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    servers = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    receiver = table.Column<string>(type: "TEXT", nullable: true),
                    receiver_role = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    witness = table.Column<string>(type: "TEXT", nullable: true),
                    place = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    tracking = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    file_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    file_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    read_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_lines", x => x.id);
                    table.ForeignKey(
                        name: "fk_service_lines_paper_paper_id",
                        column: x => x.paper_id,
                        principalTable: "papers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_service_lines_stored_file_file_id",
                        column: x => x.file_id,
                        principalTable: "stored_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_papers_addressee_id_served_on",
                table: "papers",
                columns: new[] { "addressee_id", "served_on" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_employer_id_party_since",
                table: "cases",
                columns: new[] { "employer_id", "party_since" });

            migrationBuilder.CreateIndex(
                name: "ix_service_addresses_employer_id_at",
                table: "service_addresses",
                columns: new[] { "employer_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_service_addresses_file_id",
                table: "service_addresses",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_addresses_organisation_id",
                table: "service_addresses",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_addresses_scope_path",
                table: "service_addresses",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_service_lines_file_id",
                table: "service_lines",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_lines_paper_id_number",
                table: "service_lines",
                columns: new[] { "paper_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_lines_scope_path",
                table: "service_lines",
                column: "scope_path");

            // Whoever was told before service was put on record follows his case from that day; decisions that wait for service are put on the list.
            migrationBuilder.Sql("UPDATE cases SET party_since = (SELECT MIN(l.\"on\") FROM case_lines l WHERE l.case_id = cases.id AND l.kind IN ('ServeNotice', 'ServeDecision'))");
            migrationBuilder.Sql("UPDATE papers SET addressee_id = (SELECT c.employer_id FROM cases c WHERE c.decision_paper_id = papers.id), addressee = (SELECT c.party_name FROM cases c WHERE c.decision_paper_id = papers.id) WHERE id IN (SELECT decision_paper_id FROM cases WHERE state = 'Decided' AND decision_paper_id IS NOT NULL)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "service_addresses");

            migrationBuilder.DropTable(
                name: "service_lines");

            migrationBuilder.DropIndex(
                name: "ix_papers_addressee_id_served_on",
                table: "papers");

            migrationBuilder.DropIndex(
                name: "ix_cases_employer_id_party_since",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "addressee",
                table: "papers");

            migrationBuilder.DropColumn(
                name: "addressee_id",
                table: "papers");

            migrationBuilder.DropColumn(
                name: "serve_by",
                table: "papers");

            migrationBuilder.DropColumn(
                name: "served_how",
                table: "papers");

            migrationBuilder.DropColumn(
                name: "served_on",
                table: "papers");

            migrationBuilder.DropColumn(
                name: "party_since",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "by_party",
                table: "case_evidence");

            migrationBuilder.CreateIndex(
                name: "ix_cases_employer_id",
                table: "cases",
                column: "employer_id");
        }
    }
}
