using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Zhijian.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Field : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "accuracy",
                table: "inspection_photos",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "latitude",
                table: "inspection_photos",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "longitude",
                table: "inspection_photos",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "accuracy",
                table: "inspection_answers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "latitude",
                table: "inspection_answers",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "longitude",
                table: "inspection_answers",
                type: "REAL",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "field_commands",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    device_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    order = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    author_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    author = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    made = table.Column<DateTime>(type: "TEXT", nullable: false),
                    contact_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    offset = table.Column<int>(type: "INTEGER", nullable: false),
                    sent_offset = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    received_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_commands", x => x.id);
                    table.ForeignKey(
                        name: "fk_field_commands_inspection_task_task_id",
                        column: x => x.task_id,
                        principalTable: "inspections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "field_photos",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    item_number = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    taken_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    latitude = table.Column<double>(type: "REAL", nullable: true),
                    longitude = table.Column<double>(type: "REAL", nullable: true),
                    accuracy = table.Column<int>(type: "INTEGER", nullable: true),
                    author_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    author = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    photo_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_photos", x => x.id);
                    table.ForeignKey(
                        name: "fk_field_photos_inspection_photo_photo_id",
                        column: x => x.photo_id,
                        principalTable: "inspection_photos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_field_photos_inspection_task_task_id",
                        column: x => x.task_id,
                        principalTable: "inspections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inspection_signatures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    file_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_signatures", x => x.id);
                    table.ForeignKey(
                        name: "fk_inspection_signatures_inspection_task_task_id",
                        column: x => x.task_id,
                        principalTable: "inspections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_inspection_signatures_stored_file_file_id",
                        column: x => x.file_id,
                        principalTable: "stored_files",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_field_commands_task_id_device_id_order",
                table: "field_commands",
                columns: new[] { "task_id", "device_id", "order" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_field_photos_photo_id",
                table: "field_photos",
                column: "photo_id");

            migrationBuilder.CreateIndex(
                name: "ix_field_photos_task_id_hash",
                table: "field_photos",
                columns: new[] { "task_id", "hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inspection_signatures_file_id",
                table: "inspection_signatures",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_inspection_signatures_task_id_role",
                table: "inspection_signatures",
                columns: new[] { "task_id", "role" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "field_commands");

            migrationBuilder.DropTable(
                name: "field_photos");

            migrationBuilder.DropTable(
                name: "inspection_signatures");

            migrationBuilder.DropColumn(
                name: "accuracy",
                table: "inspection_photos");

            migrationBuilder.DropColumn(
                name: "latitude",
                table: "inspection_photos");

            migrationBuilder.DropColumn(
                name: "longitude",
                table: "inspection_photos");

            migrationBuilder.DropColumn(
                name: "accuracy",
                table: "inspection_answers");

            migrationBuilder.DropColumn(
                name: "latitude",
                table: "inspection_answers");

            migrationBuilder.DropColumn(
                name: "longitude",
                table: "inspection_answers");
        }
    }
}
