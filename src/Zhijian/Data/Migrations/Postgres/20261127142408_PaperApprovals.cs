using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Postgres
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
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "more_acts",
                table: "cases",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "credit_code",
                table: "authority_names",
                type: "character varying(18)",
                maxLength: 18,
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "paper_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    form = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    subject_kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    subject_id = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    link = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    form_link = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    addressee = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    division_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false, collation: "C"),
                    scope_path = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    draft = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    draft_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    first_officer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    second_officer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    requester_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    requested_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    decided_by = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    opinion = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    paper_id = table.Column<Guid>(type: "uuid", nullable: true),
                    paper_number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
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
