using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PaperApprovals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "approved_by",
                table: "papers",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "more_acts",
                table: "cases",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "credit_code",
                table: "authority_names",
                type: "TEXT",
                maxLength: 18,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "paper_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    form = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    subject_kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    subject_id = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    link = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    form_link = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    addressee = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    division_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scope_path = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    draft = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: false),
                    draft_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    first_officer_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    second_officer_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    requester_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    requested_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    requested_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    decided_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    opinion = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    paper_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    paper_number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_paper_requests", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_paper_requests_form_subject_kind_subject_id",
                table: "paper_requests",
                columns: new[] { "form", "subject_kind", "subject_id" },
                unique: true,
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_paper_requests_requested_at",
                table: "paper_requests",
                column: "requested_at");

            migrationBuilder.CreateIndex(
                name: "ix_paper_requests_scope_path",
                table: "paper_requests",
                column: "scope_path");

            migrationBuilder.CreateIndex(
                name: "ix_paper_requests_subject_kind_subject_id",
                table: "paper_requests",
                columns: new[] { "subject_kind", "subject_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "paper_requests");

            migrationBuilder.DropColumn(
                name: "approved_by",
                table: "papers");

            migrationBuilder.DropColumn(
                name: "more_acts",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "credit_code",
                table: "authority_names");
        }
    }
}
